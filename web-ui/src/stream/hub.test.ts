import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { retryDelay, type World } from "./connection";
import { Hub, TAB_SILENCE_MILLIS, type News } from "./hub";

const EMPTY = '{"kind":"snapshot","items":[]}';
const CHANGE = '{"kind":"delta","items":[]}';

/** A server that is held by hand: each connection is kept, and fed or ended by the test. */
class FakeServer implements World {
  readonly connections: { url: string; lastId: string | null; feed: (text: string) => void; end: () => void }[] = [];
  readonly waits: number[] = [];
  time = 0;
  answer = 200;
  private wake: (() => void)[] = [];

  fetch = (url: string, init: RequestInit): Promise<Response> => {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
    const encoder = new TextEncoder();
    init.signal?.addEventListener("abort", () => controller?.error(new Error("aborted")));
    this.connections.push({
      url: decodeURIComponent(url),
      lastId: new Headers(init.headers).get("Last-Event-ID"),
      feed: (text) => controller?.enqueue(encoder.encode(text)),
      end: () => controller?.close(),
    });
    return Promise.resolve(new Response(body, { status: this.answer }));
  };
  now = () => this.time;
  random = () => 0;
  wait = (millis: number) => {
    this.waits.push(millis);
    return new Promise<void>((resolve) => this.wake.push(resolve));
  };

  retryNow(): void {
    for (const wake of this.wake.splice(0)) wake();
  }
}

class Tab {
  readonly news: News[] = [];
  tell = (news: News): void => void this.news.push(news);

  events(): string[] {
    return this.news.flatMap((each) => ("frame" in each ? [each.frame.event] : []));
  }

  phases(): string[] {
    return this.news.flatMap((each) => ("status" in each ? [each.status.phase] : []));
  }
}

describe("Hub", () => {
  let server: FakeServer;
  let hub: Hub;
  const settle = () => vi.advanceTimersByTimeAsync(100);

  beforeEach(() => {
    vi.useFakeTimers();
    server = new FakeServer();
    hub = new Hub(server);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("opens one stream for the union of what the tabs want", async () => {
    hub.hear(new Tab(), { topics: ["rollouts"] });
    hub.hear(new Tab(), { topics: ["fleet", "rollouts"] });
    await settle();
    expect(server.connections.map(({ url }) => url)).toEqual(["/api/v1/stream?topics=fleet,rollouts"]);
  });

  it("gives each tab its topics only, and a late one what is known", async () => {
    const [first, other, late] = [new Tab(), new Tab(), new Tab()];
    hub.hear(first, { topics: ["rollouts"] });
    hub.hear(other, { topics: ["fleet"] });
    await settle();
    server.connections[0]?.feed(`event: rollouts\nid: e:1\ndata: ${EMPTY}\n\n`);
    await settle();
    hub.hear(late, { topics: ["rollouts"] });
    expect([first.events(), other.events(), late.events()]).toEqual([["rollouts"], [], ["rollouts"]]);
  });

  it("comes back after the end with the last id and says that it was stale", async () => {
    const tab = new Tab();
    hub.hear(tab, { topics: ["rollouts"] });
    await settle();
    server.connections[0]?.feed(`retry: 400\nevent: rollouts\nid: e:7\ndata: ${EMPTY}\n\n`);
    await settle();
    server.connections[0]?.end();
    await settle();
    server.retryNow();
    await settle();
    server.connections[1]?.feed(": \n\n");
    await settle();
    expect(server.waits).toEqual([200]);
    expect(server.connections[1]?.lastId).toBe("e:7");
    expect(tab.phases().slice(-4)).toEqual(["live", "stale", "catching-up", "live"]);
  });

  it("resumes nothing when a topic is new, because its snapshot is needed", async () => {
    const tab = new Tab();
    hub.hear(tab, { topics: ["rollouts"] });
    await settle();
    server.connections[0]?.feed(`event: rollouts\nid: e:7\ndata: ${EMPTY}\n\n`);
    await settle();
    hub.hear(tab, { topics: ["fleet", "rollouts"] });
    await settle();
    expect(server.connections[1]?.lastId).toBeNull();
    hub.hear(tab, { topics: ["rollouts"] });
    await settle();
    expect(server.connections[2]?.lastId).toBeNull();
  });

  it("asks for everything again when a change fits nothing that is known", async () => {
    const tab = new Tab();
    hub.hear(tab, { topics: ["rollouts"] });
    await settle();
    server.connections[0]?.feed(`event: rollouts\nid: e:9\ndata: ${CHANGE}\n\n`);
    await settle();
    expect(server.connections).toHaveLength(2);
    expect(server.connections[1]?.lastId).toBeNull();
    expect(tab.events()).toEqual([]);
  });

  it("stops asking when nobody is signed in, and starts again when a tab speaks", async () => {
    server.answer = 401;
    const tab = new Tab();
    hub.hear(tab, { topics: ["rollouts"] });
    await settle();
    expect(tab.phases().at(-1)).toBe("signed-out");
    expect(server.waits).toEqual([]);
    hub.hear(tab, { topics: ["rollouts"] });
    await settle();
    expect(server.connections).toHaveLength(2);
  });

  it("closes the stream when the last tab leaves or falls silent", async () => {
    const [polite, silent] = [new Tab(), new Tab()];
    hub.hear(silent, { topics: ["fleet"] });
    hub.hear(polite, { topics: ["rollouts"] });
    await settle();
    server.time = TAB_SILENCE_MILLIS + 1;
    hub.hear(polite, { topics: ["rollouts"] });
    await settle();
    expect(server.connections.at(-1)?.url).toBe("/api/v1/stream?topics=rollouts");
    hub.hear(polite, { topics: [], bye: true });
    await settle();
    expect(server.connections).toHaveLength(2);
  });
});

describe("retryDelay", () => {
  it("doubles, stays below its limit, and spreads by chance", () => {
    expect([0, 1, 2].map((attempt) => retryDelay(attempt, 1000, 0))).toEqual([500, 1000, 2000]);
    expect(retryDelay(30, 1000, 1)).toBe(20_000);
    expect(retryDelay(0, 1000, 1)).toBe(1000);
  });
});
