import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type BrowserContextOptions } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

function findChromium(): string {
  const given = process.env["CHROMIUM"];
  const found = [...(given ? [given] : []), ...PLACES].find((place) => existsSync(place));
  if (found) return found;
  throw new Error("No Chromium found. Install it with `apt-get install chromium`, or set CHROMIUM to its path.");
}

/** A browser with an empty profile, which is removed when it closes. */
export async function openBrowser(options: BrowserContextOptions): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), "dihya-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: FLAGS,
    timeout: 60_000,
    ...options,
  });
  context.on("close", () => {
    // The browser may still be writing its last file.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  return context;
}
