import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { mockServer } from "../mock/server.ts";
import { World } from "../mock/world.ts";

/** The fixture's moment: pictures and tests do not depend on the day. */
export const NOW = new Date("2026-11-20T14:05:00Z");

export interface Stage {
  readonly world: World;
  readonly server: Server;
  readonly origin: string;
}

export async function openStage(): Promise<Stage> {
  const world = new World(NOW);
  const server = mockServer(world, resolve("dist"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { world, server, origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

export function closeStage({ server }: Stage): void {
  server.close();
  server.closeAllConnections();
}

export const PATHS = {
  fleet: "/fleet",
  "fleet-table": "/fleet?view=table",
  "fleet-inspector": "/fleet?tenant=atelier-zellige",
  rollouts: "/rollouts",
  rollout: "/rollouts/R-0142",
  "rollout-inspector": "/rollouts/R-0142?tenant=atelier-zellige",
  "rollout-log": "/rollouts/R-0142?tenant=atelier-zellige&tab=log",
  "rollout-plan": "/rollouts/R-0142?tab=plan",
  "rollout-decisions": "/rollouts/R-0142?tab=decisions",
  "rollout-report": "/rollouts/R-0142?tab=report",
  migrations: "/migrations",
  migration: "/migrations/20261120_1405_unique_invoice_number",
  archives: "/archives",
  settings: "/settings",
  person: "/settings/people?person=u-lina",
  tokens: "/settings/tokens",
  account: "/account",
  "second-factor": "/account/second-factor",
  "sign-in": "/sign-in",
  "set-up": "/set-up#first",
} as const;
