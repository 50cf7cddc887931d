import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The budgets of the dashboard, in kilobytes after gzip. */
const BUDGETS = { "first load JS": 260, CSS: 25, "fonts of one language": 150 };

const dist = "dist/assets/";
const files = readdirSync(dist);
const zipped = (name: string) => gzipSync(readFileSync(dist + name), { level: 9 }).length / 1000;
const sum = (names: readonly string[]) => names.reduce((total, name) => total + zipped(name), 0);

/** A module and all that it imports at once; what it imports later does not count. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const imports = readFileSync(dist + name, "utf8").matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g);
  for (const [, imported] of imports) if (imported) withImports(imported, seen);
  return seen;
}

const page = readFileSync("dist/index.html", "utf8");
const entry = /assets\/([\w.-]+\.js)/.exec(page)?.[1];
const named = (start: string) => files.filter((name) => name.startsWith(start) && name.endsWith(".js"));
if (!entry) throw new Error("dist/index.html loads no script: build first");

// The first load is the frame, the largest page, one catalogue and the stream's worker.
const pages = files.filter((name) => name.endsWith("Page.js") || /Page-[\w-]+\.js$/.test(name));
const load = (page: string) => [...new Set([...withImports(entry), ...withImports(page), ...named("fr-"), ...named("worker-")])];
const largest = Math.max(...pages.map((name) => sum(load(name))));
// Pages in Arabic or Tifinagh fetch the Latin faces as well, for names and numbers.
const fonts = files.filter((name) => name.endsWith(".woff2"));
const weigh = (names: readonly string[]) => names.reduce((total, name) => total + readFileSync(dist + name).length / 1000, 0);
const OWN = [/arabic/, /tifinagh/];
const latin = fonts.filter((name) => !OWN.some((script) => script.test(name)));
const sizes = {
  "first load JS": largest,
  CSS: sum(files.filter((name) => name.endsWith(".css"))),
  "fonts of one language": weigh(latin) + Math.max(...OWN.map((script) => weigh(fonts.filter((name) => script.test(name))))),
};

for (const [what, size] of Object.entries(sizes)) {
  const budget = BUDGETS[what as keyof typeof BUDGETS];
  const verdict = size <= budget ? "within" : "OVER";
  process.stdout.write(`${what}: ${size.toFixed(1)} kB, ${verdict} its budget of ${String(budget)} kB\n`);
  if (size > budget) process.exitCode = 1;
}
