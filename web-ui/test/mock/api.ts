import type { IncomingMessage, ServerResponse } from "node:http";
import { act } from "./act.ts";
import { Refusal } from "./accounts.ts";
import { DOORS, OPEN_DOORS, told } from "./doors.ts";
import { archives, config, detail, logOf, migrations, plan, report, runDetail, swept } from "./papers.ts";
import type { World } from "./world.ts";

interface Call {
  readonly world: World;
  readonly url: URL;
  readonly parts: readonly string[];
  readonly body: Record<string, unknown>;
}

/** What is answered, or undefined when there is no such thing. A string is Markdown. */
type Answer = object | string | undefined;

const ANSWERS: Record<string, (call: Call) => Answer> = {
  "GET fleet": ({ world, url }) => (url.searchParams.get("select") ? undefined : world.fleet()),
  "GET tenants *": ({ world, parts }) => tenant(world, parts[1]),
  "GET migrations": () => ({ convention: "dihya", release: "c93f01aa77", items: migrations }),
  "GET migrations *": ({ parts }) => detail(parts[1] ?? ""),
  "GET rollouts": ({ world }) => ({ items: [world.rollout] }),
  "GET rollouts *": ({ world, parts }) => known(world, parts) && world.rollout,
  "GET rollouts * plan": ({ world, parts }) => known(world, parts) && plan(world.rollout, world.runs),
  "GET rollouts * runs *": ({ world, parts }) => {
    const run = world.runs.find((each) => each.tenant === parts[3]);
    return run && runDetail(run);
  },
  "GET rollouts * runs * log": ({ world, parts, url }) => {
    const run = world.runs.find((each) => each.tenant === parts[3]);
    const lines = run ? logOf(run).filter(({ text }) => text.includes(url.searchParams.get("search") ?? "")) : [];
    return { total: lines.length, items: lines };
  },
  "GET rollouts * events": ({ world }) => ({ items: world.decisions }),
  "GET rollouts * report": () => report,
  "POST rollouts * *": ({ world, parts, body }) => act(world, parts[2] ?? "", body),
  "POST plans * sweep": ({ world, parts }) => swept(parts[1] ?? "", world.runs),
  "GET archives": () => ({ items: archives }),
  "POST archives * verify": ({ parts }) => ({ cid: parts[1], ok: true, blocks: 14, bytes: 1_204_118, problems: [] }),
  "GET config": () => ({ items: config }),
  "POST store check": () => ({ ok: true, checks: [{ name: "integrity", ok: true, detail: "no fault found" }] }),
};

export async function api(world: World, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts = url.pathname.replace("/api/v1/", "").split("/").map(decodeURIComponent);
  const body = await readBody(request);
  try {
    send(response, answer(world, url, [request.method ?? "GET", ...parts], body, request.headers.cookie ?? ""));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    problem(response, refusal);
  }
}

interface Sent {
  readonly answer: Answer | null;
  /** The session that the caller has from now on. */
  readonly cookie?: string;
}

function answer(world: World, url: URL, [method = "", ...parts]: string[], body: Call["body"], cookies: string): Sent {
  const pick = <T>(table: Record<string, T>) => {
    const key = Object.keys(table).find((pattern) => fits(pattern, [method, ...parts]));
    return key === undefined ? undefined : table[key];
  };
  const { accounts } = world;
  const open = pick(OPEN_DOORS)?.(accounts, body);
  if (open) return "told" in open ? { answer: told(open), cookie: open.id } : { answer: open };
  const id = /dihya_session=([\w-]+)/.exec(cookies)?.[1] ?? "some";
  const session = accounts.sessions.get(id);
  if (!session) throw new Refusal(401, "not-signed-in", "You are not signed in.");
  if (parts[0] === "session" && parts.length === 1) return method === "DELETE" ? { answer: null, cookie: "none" } : { answer: told(session) };
  if (session.stage === "enrol" && parts[0] !== "account") throw new Refusal(403, "not-allowed", "First enrol a second factor.");
  const door = pick(DOORS);
  if (door) return { answer: door({ accounts, session, parts, body }) };
  return { answer: pick(ANSWERS)?.({ world, url, parts, body }) };
}

function send(response: ServerResponse, { answer, cookie }: Sent): void {
  if (answer === undefined) throw new Refusal(404, "not-found");
  if (cookie) response.setHeader("Set-Cookie", `dihya_session=${cookie}; Path=/; SameSite=Strict`);
  if (answer === null) return void response.writeHead(204).end();
  const type = typeof answer === "string" ? "text/markdown; charset=utf-8" : "application/json";
  response.writeHead(200, { "Content-Type": type });
  response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
}

function fits(pattern: string, parts: readonly string[]): boolean {
  const wanted = pattern.split(" ");
  return wanted.length === parts.length && wanted.every((each, index) => each === "*" || each === parts[index]);
}

function known(world: World, parts: readonly string[]): true | undefined {
  return parts[1] === world.rollout.id ? true : undefined;
}

function tenant(world: World, id: string | undefined): Answer {
  const found = world.tenants.find((each) => each.id === id);
  if (!found) return undefined;
  const more = { timezone: "Europe/Paris", environment: "production", state: "active", placeholders: {} };
  return { ...found, ...more, address: `${found.engine}://db1.internal/${found.id.replaceAll("-", "_")}` };
}

const TITLES: Record<number, string> = {
  ...{ 401: "You are not signed in", 403: "This is not allowed", 404: "There is no such thing", 409: "This cannot be done now" },
  ...{ 422: "Something is wrong with it", 429: "Too many tries" },
};

function problem(response: ServerResponse, { status, code, detail, headers }: Refusal): void {
  response.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
  const more = detail === "" ? {} : { detail };
  response.end(JSON.stringify({ type: "about:blank", title: TITLES[status] ?? "", status, code, requestId: "q-7f3a", ...more }));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}
