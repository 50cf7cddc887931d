import { browserWorld, follow, type Status, type World } from "./connection";
import { readFrame, topicOf, type StreamFrame } from "./frames";
import { merge, snapshot, type TopicState } from "./merge";
import type { ServerEvent } from "./sse";

/** A tab says all that it wants each time, so that a lost or late message does no harm. */
export interface Wish {
  readonly topics: readonly string[];
  readonly bye?: boolean;
}

export type News = { readonly frame: StreamFrame } | { readonly status: Status };

export interface Listener {
  tell(news: News): void;
}

/** A tab that has been silent for this long is gone; hidden tabs may be throttled to one timer a minute. */
export const TAB_SILENCE_MILLIS = 150_000;

/** Holds the one stream of a browser for all its tabs: topics are the union of what they want. */
export class Hub {
  private readonly tabs = new Map<Listener, { topics: readonly string[]; heard: number }>();
  private readonly states = new Map<string, TopicState>();
  private current: readonly string[] = [];
  private lastId: string | undefined;
  private status: Status;
  private stop = new AbortController();
  private pending: ReturnType<typeof setTimeout> | undefined;
  private readonly world: World;
  private readonly settleMillis: number;

  constructor(world: World = browserWorld, settleMillis = 60) {
    this.world = world;
    this.settleMillis = settleMillis;
    this.status = { phase: "catching-up", since: world.now() };
  }

  hear(tab: Listener, wish: Wish): void {
    const before = this.tabs.get(tab)?.topics ?? [];
    if (wish.bye) this.tabs.delete(tab);
    else this.tabs.set(tab, { topics: wish.topics, heard: this.world.now() });
    this.dropSilent();
    for (const topic of wish.bye ? [] : wish.topics) {
      const state = before.includes(topic) ? undefined : this.states.get(topic);
      if (state) tab.tell({ frame: snapshot(state) });
    }
    if (!wish.bye) tab.tell({ status: this.status });
    clearTimeout(this.pending);
    this.pending = setTimeout(() => {
      this.settle(false);
    }, this.settleMillis);
  }

  private dropSilent(): void {
    const now = this.world.now();
    for (const [tab, { heard }] of this.tabs) if (now - heard > TAB_SILENCE_MILLIS) this.tabs.delete(tab);
  }

  /** Opens the stream anew when the union has changed. */
  private settle(force: boolean): void {
    const topics = [...new Set([...this.tabs.values()].flatMap((tab) => tab.topics))].sort();
    const gone = this.status.phase === "signed-out" && topics.length > 0;
    if (!force && !gone && topics.join() === this.current.join()) return;
    this.stop.abort();
    this.stop = new AbortController();
    for (const topic of this.states.keys()) if (!topics.includes(topic)) this.states.delete(topic);
    // The id stands for all topics at once: one that is new here needs its snapshot, so nothing is resumed.
    if (!topics.every((topic) => this.states.has(topic))) this.lastId = undefined;
    this.current = topics;
    if (topics.length > 0) this.open(topics, this.stop.signal);
  }

  private open(topics: readonly string[], signal: AbortSignal): void {
    const sink = {
      event: (event: ServerEvent) => {
        if (!signal.aborted) this.take(event);
      },
      status: (status: Status) => {
        if (!signal.aborted) this.turn(status);
      },
      alive: () => {
        if (!signal.aborted) this.caughtUp();
      },
    };
    void follow(topics, this.lastId, sink, this.world, signal);
  }

  private take(event: ServerEvent): void {
    const frame = readFrame(event);
    if (!frame) return;
    const topic = topicOf(frame);
    const state = merge(this.states.get(topic), frame);
    if (!state) {
      this.states.delete(topic);
      this.lastId = undefined;
      return this.settle(true);
    }
    this.states.set(topic, state);
    this.lastId = event.id || this.lastId;
    for (const [tab, { topics }] of this.tabs) if (topics.includes(topic)) tab.tell({ frame });
  }

  /** After a resumption without news there is no frame, and a log may have no line yet. */
  private caughtUp(): void {
    if (this.status.phase === "live") return;
    const known = this.current.every((topic) => topic.startsWith("log:") || this.states.has(topic));
    if (known) this.turn({ phase: "live", since: this.world.now() });
  }

  private turn(status: Status): void {
    this.status = status;
    for (const tab of this.tabs.keys()) tab.tell({ status });
  }
}
