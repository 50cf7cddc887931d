import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import type { Look } from "./looks.ts";

const faultsOf = new WeakMap<Page, string[]>();

/** Opens a page that is ready to be looked at, and listens for errors and for what the policy forbids. */
export async function visit(context: BrowserContext, stage: { readonly origin: string }, path: string, look: Partial<Look> = {}): Promise<Page> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // 503 is what a server says that is about to start.
    const refused = /status of (4(0[1349]|2[29])|503)|ERR_(CONNECTION|EMPTY|INCOMPLETE)/.test(message.text());
    if (message.type() === "error" && !refused) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(stage.origin)) faults.push(`asked elsewhere: ${request.url()}`);
  });
  faultsOf.set(page, faults);
  await page.addInitScript((prefs) => {
    if (location.protocol === "http:") localStorage.setItem("dihya.prefs", prefs);
  }, JSON.stringify({ language: "en", theme: "light", ...look }));
  await page.goto(stage.origin + path);
  await ready(page);
  return page;
}

export async function ready(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.locator(".notice.loading").waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

/** Closes the page; an error that it met fails the test. */
export async function leave(page: Page): Promise<void> {
  const url = page.url();
  await page.close();
  assert.deepEqual(faultsOf.get(page), [], url);
}
