import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import type { Place } from "./chromium.ts";

const PACKAGE = "@sparticuz/chromium";

/**
 * A Chromium without a window that comes out of the package registry, with the libraries and the font that a small
 * system lacks. Unpacked once. Nothing where the package is not installed or has no program for this machine.
 */
export async function packagedChromium(): Promise<Place | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const bin = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), "../../bin");
  if (!existsSync(bin)) return undefined;
  const { version } = JSON.parse(readFileSync(join(bin, "../package.json"), "utf8")) as { version: string };
  const home = join("node_modules", ".cache", `chromium-${version}`);
  if (!existsSync(home)) await unpack(bin, home);
  const env = { LD_LIBRARY_PATH: join(process.cwd(), home, "lib"), FONTCONFIG_PATH: join(process.cwd(), home) };
  return { executablePath: join(process.cwd(), home, "chromium"), env };
}

/** Under another name first, so that an unpacking that was cut short is none. */
async function unpack(bin: string, home: string): Promise<void> {
  mkdirSync(dirname(home), { recursive: true });
  const partial = mkdtempSync(`${home}-partial-`);
  await pipeline(
    createReadStream(join(bin, "chromium.br")),
    createBrotliDecompress(),
    createWriteStream(join(partial, "chromium"), { mode: 0o755 }),
  );
  for (const archive of ["al2023.tar", "fonts.tar", "swiftshader.tar"]) {
    const file = join(partial, archive);
    await pipeline(createReadStream(join(bin, `${archive}.br`)), createBrotliDecompress(), createWriteStream(file));
    const tar = spawnSync("tar", ["--no-same-owner", "-xf", archive], { cwd: partial, stdio: "inherit" });
    if (tar.status !== 0) throw new Error(`Cannot unpack ${archive} of ${PACKAGE}: ${tar.error?.message ?? String(tar.status)}`);
    rmSync(file);
  }
  const fonts = `<fontconfig><dir>${join(process.cwd(), home, "fonts")}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>`;
  writeFileSync(join(partial, "fonts.conf"), fonts);
  try {
    renameSync(partial, home);
  } catch (error) {
    // Another test run was faster.
    rmSync(partial, { recursive: true });
    if (!existsSync(home)) throw error;
  }
}
