// Writes the bill of materials of what the dashboard may ship: the packages of package-lock.json that no one needs
// for building alone. Nothing in it changes from one build of the same sources to the next.
import { spawnSync } from "node:child_process";
import console from "node:console";
import { mkdirSync, writeFileSync } from "node:fs";
import process from "node:process";

const directory = "target/sbom";

// Not with `--omit dev`: that leaves out React, because others name it as their peer.
const npm = spawnSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], {
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
if (npm.status !== 0) {
  console.error(npm.error?.message ?? npm.stderr);
  process.exit(1);
}

const bom = JSON.parse(npm.stdout);
bom.components = bom.components.filter((component) => component.scope === "required");
const refs = new Set([bom.metadata.component["bom-ref"], ...bom.components.map((component) => component["bom-ref"])]);
bom.dependencies = bom.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
// The name in the metadata is that of the directory.
bom.metadata.component.name = "dihya-web-ui";
bom.metadata.tools = bom.metadata.tools.map(({ vendor, name }) => ({ vendor, name }));
delete bom.metadata.timestamp;
delete bom.serialNumber;

mkdirSync(directory, { recursive: true });
writeFileSync(`${directory}/dihya-web-ui.cdx.json`, `${JSON.stringify(bom, null, 2)}\n`);
