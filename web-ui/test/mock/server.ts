import { readFileSync, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { api } from "./api.ts";
import { stream } from "./stream.ts";
import type { World } from "./world.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES: Record<string, string> = {
  ...{ ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" },
  ...{ ".svg": "image/svg+xml", ".woff2": "font/woff2" },
};

/** Serves the built page under the strict policy, and answers the contract from a world in memory. */
export function mockServer(world: World, dist: string): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/api/v1/stream") return stream(world, url, request, response);
    if (url.pathname.startsWith("/api/")) return void api(world, url, request, response);
    sendFile(dist, url.pathname, request, response);
  });
}

function sendFile(dist: string, path: string, _: IncomingMessage, response: ServerResponse): void {
  const wanted = join(dist, normalize(path));
  const file = path !== "/" && wanted.startsWith(dist) && existsSync(wanted) ? wanted : join(dist, "index.html");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
  });
  response.end(readFileSync(file));
}
