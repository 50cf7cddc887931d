import { EventParser, type ServerEvent } from "./sse";

/** Live; connected and waiting for the first frames; not connected since; not signed in. */
export type Phase = "live" | "catching-up" | "stale" | "signed-out";

export interface Status {
  readonly phase: Phase;
  /** Epoch milliseconds; for `stale`, when the server was last heard. */
  readonly since: number;
}

/** What the connection needs of the world, so that a test can hold it. */
export interface World {
  fetch(url: string, init: RequestInit): Promise<Response>;
  now(): number;
  random(): number;
  wait(millis: number, signal: AbortSignal): Promise<void>;
}

export interface Sink {
  event(event: ServerEvent): void;
  status(status: Status): void;
  /** Something arrived, be it only a heartbeat. */
  alive(): void;
}

/** Longer than two heartbeats of the server: silence beyond it means a dead connection. */
const SILENCE_MILLIS = 40_000;
const LONGEST_RETRY_MILLIS = 20_000;

/** Half of the doubled delay is fixed and half is chance, so that many pages do not return at once. */
export function retryDelay(attempt: number, base: number, random: number): number {
  const doubled = Math.min(LONGEST_RETRY_MILLIS, base * 2 ** attempt);
  return Math.round(doubled / 2 + (doubled / 2) * random);
}

/** Reads the stream of the given topics until it is aborted, and comes back by itself. Never rejects. */
export async function follow(
  topics: readonly string[],
  lastId: string | undefined,
  sink: Sink,
  world: World,
  signal: AbortSignal,
): Promise<void> {
  const place = { lastId, heard: world.now(), attempt: 0, retry: 1000 };
  while (!signal.aborted) {
    sink.status({ phase: "catching-up", since: place.heard });
    const goOn = await readOnce(topics, place, sink, world, signal).catch(() => true);
    if (signal.aborted) return;
    if (!goOn) return sink.status({ phase: "signed-out", since: world.now() });
    sink.status({ phase: "stale", since: place.heard });
    await world.wait(retryDelay(place.attempt++, place.retry, world.random()), signal).catch(() => undefined);
  }
}

interface Place {
  lastId: string | undefined;
  heard: number;
  attempt: number;
  retry: number;
}

async function readOnce(
  topics: readonly string[],
  place: Place,
  sink: Sink,
  world: World,
  signal: AbortSignal,
): Promise<boolean> {
  const watchdog = new AbortController();
  const url = `/api/v1/stream?topics=${encodeURIComponent(topics.join(","))}`;
  const headers = { Accept: "text/event-stream", ...(place.lastId ? { "Last-Event-ID": place.lastId } : {}) };
  const either = AbortSignal.any([signal, watchdog.signal]);
  const response = await world.fetch(url, { headers, signal: either, cache: "no-store" });
  if (response.status === 401) return false;
  if (!response.ok || !response.body) throw new Error(`The stream answered ${String(response.status)}`);
  await readBody(response.body, place, sink, world, watchdog);
  return true;
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  place: Place,
  sink: Sink,
  world: World,
  watchdog: AbortController,
): Promise<void> {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let silence: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      silence = setTimeout(() => {
        watchdog.abort();
      }, SILENCE_MILLIS);
      const { done, value } = await reader.read();
      clearTimeout(silence);
      if (done) return;
      place.heard = world.now();
      for (const event of parser.feed(decoder.decode(value, { stream: true }))) {
        place.attempt = 0;
        place.lastId = event.id || place.lastId;
        sink.event(event);
      }
      place.retry = parser.retry ?? place.retry;
      sink.alive();
    }
  } finally {
    clearTimeout(silence);
  }
}

export const browserWorld: World = {
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (millis, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, millis);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new Error("aborted"));
      });
    }),
};
