import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "./chromium.ts";
import { eachWithLooks } from "./looks.ts";
import { closeStage, openStage, PATHS, type Stage } from "./stage.ts";
import { leave, visit } from "./visit.ts";

/** Every rule of axe, none switched off. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
}

describe("axe finds nothing", { concurrency: 3 }, () => {
  let stage: Stage;
  let context: BrowserContext;
  before(async () => {
    stage = await openStage();
    context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
  });
  after(async () => {
    await context.close();
    closeStage(stage);
  });

  for (const { thing: [name, path], ...look } of eachWithLooks(Object.entries(PATHS)))
    it(`${name} ${look.language} ${look.theme}`, async () => {
      const page = await visit(context, stage, path, look);
      assert.deepEqual(await violations(page), []);
      await leave(page);
    });

  for (const { thing: button, ...look } of eachWithLooks([".actions .danger", ".actions .action:nth-child(4) button"]))
    it(`dialog of ${button} ${look.language} ${look.theme}`, async () => {
      const page = await visit(context, stage, "/rollouts/R-0142", look);
      await page.locator(button).click();
      await page.locator("[role=dialog]").waitFor();
      assert.deepEqual(await violations(page), []);
      await leave(page);
    });

  it("nor on a narrow screen with the menu open", async () => {
    const page = await visit(context, stage, "/fleet?tenant=atelier-zellige", { language: "fr", theme: "light" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(".nav-toggle").click();
    assert.deepEqual(await violations(page), []);
    await leave(page);
  });
});
