import type { Status } from "./connection";
import { topicOf } from "./frames";
import { Hub, type Listener, type News, type Wish } from "./hub";
import { merge, type TopicState } from "./merge";

const HEARTBEAT_MILLIS = 20_000;
const HIDDEN_MILLIS = 30_000;

/** This tab's end of the live stream: what it wants, and what is known of it. */
export class Live {
  private readonly wanted = new Map<string, number>();
  private readonly states = new Map<string, TopicState>();
  private readonly listeners = new Set<() => void>();
  private send: ((wish: Wish) => void) | undefined;
  private hidden: ReturnType<typeof setTimeout> | undefined;
  private asleep = false;
  private now: Status = { phase: "catching-up", since: Date.now() };
  private readonly connect: (tell: (news: News) => void) => (wish: Wish) => void;

  constructor(connect: (tell: (news: News) => void) => (wish: Wish) => void) {
    this.connect = connect;
  }

  status = (): Status => this.now;

  state(topic: string): TopicState | undefined {
    return this.states.get(topic);
  }

  onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The last state of a topic that nobody wants any more stays as the last good data of its page. */
  want(topic: string): () => void {
    this.wanted.set(topic, (this.wanted.get(topic) ?? 0) + 1);
    this.say();
    return () => {
      const left = (this.wanted.get(topic) ?? 1) - 1;
      if (left > 0) this.wanted.set(topic, left);
      else this.wanted.delete(topic);
      this.say();
    };
  }

  /** Asks again at once, for instance after signing in. */
  say = (): void => {
    this.send ??= this.start();
    this.send({ topics: this.asleep ? [] : [...this.wanted.keys()] });
  };

  private start(): (wish: Wish) => void {
    const send = this.connect((news) => {
      this.hear(news);
    });
    setInterval(this.say, HEARTBEAT_MILLIS);
    document.addEventListener("visibilitychange", () => {
      this.look();
    });
    addEventListener("pagehide", () => {
      send({ topics: [], bye: true });
    });
    addEventListener("pageshow", this.say);
    return send;
  }

  private look(): void {
    clearTimeout(this.hidden);
    if (document.visibilityState === "hidden") {
      this.hidden = setTimeout(() => {
        this.asleep = true;
        this.say();
      }, HIDDEN_MILLIS);
      return;
    }
    this.asleep = false;
    this.say();
  }

  private hear(news: News): void {
    if ("status" in news) this.now = news.status;
    else {
      const topic = topicOf(news.frame);
      const state = merge(this.states.get(topic), news.frame);
      if (state) this.states.set(topic, state);
    }
    for (const listener of this.listeners) listener();
  }
}

/** One worker for the browser; where there is none, a stream of this tab's own. */
function connect(tell: (news: News) => void): (wish: Wish) => void {
  if (typeof SharedWorker === "undefined") {
    const hub = new Hub();
    const tab: Listener = { tell };
    return (wish) => {
      hub.hear(tab, wish);
    };
  }
  const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "dihya-stream" });
  worker.port.onmessage = (message: MessageEvent<News>) => {
    tell(message.data);
  };
  return (wish) => {
    worker.port.postMessage(wish);
  };
}

export const live = new Live(connect);
