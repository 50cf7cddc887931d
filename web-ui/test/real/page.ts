import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { eachWithLooks } from "../browser/looks.ts";
import { ready, visit } from "../browser/visit.ts";

/** The first page of a person who follows the printed link. */
export async function signIn(context: BrowserContext, link: URL): Promise<Page> {
  const page = await visit(context, link, `/sign-in${link.hash}`);
  await page.waitForURL("**/fleet");
  await ready(page);
  return page;
}

export const banner = (page: Page, state: string | RegExp) => page.locator(".banner-state").getByText(state);

/** Presses an action, gives the reason in the dialog and confirms. */
export async function act(page: Page, action: string | RegExp, reason: string, typed?: string): Promise<void> {
  await page.getByRole("button", { name: action }).click();
  const dialog = page.locator("[role=dialog]");
  await dialog.getByLabel(/^Reason/).fill(reason);
  if (typed) await dialog.getByLabel(`Type ${typed} to confirm`).fill(typed);
  await dialog.locator("button[type=submit]").click();
  await dialog.waitFor({ state: "detached" });
}

/** Every rule of axe on each page. */
export async function assertAccessible(context: BrowserContext, origin: URL, paths: readonly string[]): Promise<void> {
  for (const { thing: path, ...look } of eachWithLooks(paths)) {
    const page = await visit(context, origin, path, look);
    await page.locator("[role=gridcell]").waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
    assert.deepEqual(found, [], `${path} ${look.language} ${look.theme}`);
    await page.close();
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync("target/screenshots", { recursive: true });
  await page.screenshot({ path: `target/screenshots/${name}.png` });
}
