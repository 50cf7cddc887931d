// Installs what package-lock.json pins, unless exactly that is installed already.
import { spawnSync } from "node:child_process";
import console from "node:console";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import process from "node:process";

const lock = "package-lock.json";
// Inside node_modules, because `npm ci` begins by removing it: an install that was cut short is no install.
const installed = "node_modules/.installed-lock.json";

if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) {
  console.log("node_modules is what package-lock.json pins");
} else {
  const npm = spawnSync("npm", ["ci"], { stdio: "inherit" });
  if (npm.status !== 0) {
    console.error(npm.error?.message ?? `npm ci ended with ${npm.status}`);
    process.exit(1);
  }
  copyFileSync(lock, installed);
}
