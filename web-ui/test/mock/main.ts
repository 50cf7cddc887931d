import { resolve } from "node:path";
import { mockServer } from "./server.ts";
import { World } from "./world.ts";

/** Shows the built page without a server: `npm run build && npm run mock`. A running rollout moves on by itself. */
const port = Number(process.env["PORT"] ?? 8099);
const world = new World(new Date());
const STEPS = ["preparing", "applying", "applying", "verifying", "done"] as const;

setInterval(() => {
  if (world.rollout.state !== "running") return;
  const open = world.runs.filter(({ state }) => state !== "done" && state !== "failed").slice(0, 6);
  for (const run of open) {
    const step = STEPS[STEPS.findIndex((state) => state === run.state) + 1] ?? "preparing";
    world.set(run.tenant, step, step === "done" ? 3 : step === "applying" ? 1 : run.statement);
  }
  world.changed();
}, 700);

mockServer(world, resolve("dist")).listen(port, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${String(port)}/fleet\n`);
});
