import type { IncomingMessage, ServerResponse } from "node:http";
import { act } from "./act.ts";
import { archives, config, detail, logOf, migrations, plan, report, runDetail } from "./papers.ts";
import type { World } from "./world.ts";

interface Call {
  readonly world: World;
  readonly url: URL;
  readonly parts: readonly string[];
  readonly body: Record<string, unknown>;
}

/** What is answered, or undefined when there is no such thing. A string is Markdown. */
type Answer = object | string | undefined;

const session = {
  principal: { id: "amel", name: "Amel Haddad", role: "operator" },
  ...{ serverVersion: "0.1.0", workspace: "dihya-demo" },
};

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
  "GET archives": () => ({ items: archives }),
  "POST archives * verify": ({ parts }) => ({ cid: parts[1], ok: true, blocks: 14, bytes: 1_204_118, problems: [] }),
  "GET config": () => ({ items: config }),
  "POST store check": () => ({ ok: true, checks: [{ name: "integrity", ok: true, detail: "no fault found" }] }),
};

export async function api(world: World, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts = url.pathname.replace("/api/v1/", "").split("/").map(decodeURIComponent);
  const body = await readBody(request);
  const method = request.method ?? "GET";
  if (parts[0] === "session") return signIn(method, body, request, response);
  const key = Object.keys(ANSWERS).find((pattern) => fits(pattern, [method, ...parts]));
  const answer = key ? ANSWERS[key]?.({ world, url, parts, body }) : undefined;
  if (answer === undefined) return problem(response, 404, "There is no such thing", "not-found");
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

function signIn(method: string, body: Call["body"], request: IncomingMessage, response: ServerResponse): void {
  if (method === "DELETE") {
    response.writeHead(204, { "Set-Cookie": "dihya_session=none; Path=/; SameSite=Strict" });
    return void response.end();
  }
  const cookie = request.headers.cookie ?? "";
  const welcome = method === "POST" ? body["token"] === "good" : !cookie.includes("dihya_session=none");
  if (!welcome) return problem(response, 401, "You are not signed in", "not-signed-in");
  const headers = { "Content-Type": "application/json", "Set-Cookie": "dihya_session=some; Path=/; SameSite=Strict" };
  response.writeHead(200, headers);
  response.end(JSON.stringify(session));
}

function problem(response: ServerResponse, status: number, title: string, code: string): void {
  response.writeHead(status, { "Content-Type": "application/problem+json" });
  response.end(JSON.stringify({ type: "about:blank", title, status, code, requestId: "q-7f3a" }));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}
