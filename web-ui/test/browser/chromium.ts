import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from "playwright-core";
import { packagedChromium } from "./packaged.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

export interface Place {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string>>;
}

const isProgram = (file: string) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The one that is asked for, else the system's, else the one from the package registry. */
async function findChromium(): Promise<Place> {
  const given = process.env["CHROMIUM"];
  if (given) {
    if (isProgram(given)) return { executablePath: given };
    throw new Error(`CHROMIUM is ${given}, which is no program.`);
  }
  const places = (process.env["PATH"] ?? "").split(delimiter).concat("/usr/bin", "/snap/bin");
  const found = NAMES.flatMap((name) => places.map((place) => join(place, name))).find(isProgram);
  const place = found ? { executablePath: found } : await packagedChromium();
  if (place) return place;
  throw new Error("No Chromium found. Install it with `apt-get install chromium`, or set CHROMIUM to its path.");
}

let running: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  process.stdout.write(`Chromium: ${executablePath}\n`);
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<string, string>;
  return chromium.launch({ executablePath, env: { ...inherited, ...env }, headless: true, args: FLAGS, timeout: 60_000 });
}

/**
 * A profile of its own in the browser that all share, which ends with the last of them. Nothing moves, so that what is
 * measured is not on its way.
 */
export async function openBrowser(options: BrowserContextOptions): Promise<BrowserContext> {
  running ??= launch();
  const browser = await running;
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.on("close", () => {
    if (browser.contexts().length > 0) return;
    running = undefined;
    void browser.close();
  });
  return context;
}
