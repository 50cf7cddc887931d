import { createWriteStream, globSync, mkdirSync } from "node:fs";
import { run } from "node:test";
import { junit, spec } from "node:test/reporters";
import { pipeline } from "node:stream/promises";

/** `node test/run.ts browser`: the tests of one directory, in one process and so with one browser. */
const set = process.argv[2] ?? "browser";
const counts = { passed: 0, failed: 0, skipped: 0 };

const files = globSync(`test/${set}/${process.argv[3] ?? "*"}.test.ts`).sort();
const tests = run({ files, isolation: "none", concurrency: false });
tests.on("test:pass", ({ details, skip }) => {
  if (details.type !== "suite") counts[skip === undefined ? "passed" : "skipped"] += 1;
});
tests.on("test:fail", ({ details }) => {
  // A suite that fails only because of a test in it is no failure more.
  const { failureType } = details.error as Error & { failureType?: string };
  if (failureType !== "subtestsFailed") counts.failed += 1;
});

mkdirSync("target/browser-reports", { recursive: true });
// The build's summary of tests reads this file.
const report = pipeline(tests.compose(junit), createWriteStream(`target/browser-reports/TEST-${set}.xml`));
for await (const text of tests.compose(spec)) process.stdout.write(text as string);
await report;
const { passed, failed, skipped } = counts;
process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped\n`);
// A run without a test has shown nothing.
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
