import type { IncomingMessage, ServerResponse } from "node:http";
import { logOf } from "./papers.ts";
import type { World } from "./world.ts";

const EPOCH = "e1";

/** How many streams are open now; one browser must never hold more than one. */
export const open = { now: 0 };

/** Whole states at first and at each change; a real server would send only what changed. */
export function stream(world: World, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const topics = (url.searchParams.get("topics") ?? "").split(",");
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  const send = (event: string, data: unknown) => {
    response.write(`event: ${event}\nid: ${EPOCH}:${String(world.revision)}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const sendAll = (kind: "snapshot" | "delta") => {
    for (const topic of topics) sendTopic(world, topic, kind, send);
  };
  open.now++;
  response.write("retry: 200\n\n");
  sendAll("snapshot");
  const stop = world.onChange(() => {
    sendAll("delta");
  });
  const heartbeat = setInterval(() => response.write(": \n\n"), 15_000);
  request.on("close", () => {
    open.now--;
    stop();
    clearInterval(heartbeat);
  });
}

function sendTopic(world: World, topic: string, kind: "snapshot" | "delta", send: (event: string, data: unknown) => void) {
  if (topic === "fleet") {
    const fleet = world.fleet();
    send("fleet", { kind, ...fleet });
  }
  if (topic === "rollouts") send("rollouts", { kind, items: [world.rollout] });
  if (topic === `rollout:${world.rollout.id}`) send("rollout", { kind, rollout: world.rollout, runs: world.runs });
  const run = world.runs.find(({ tenant }) => topic === `log:${world.rollout.id}/${tenant}`);
  if (run) send("log", { rollout: world.rollout.id, tenant: run.tenant, lines: logOf(run) });
}
