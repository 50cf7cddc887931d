import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "./chromium.ts";
import { closeStage, openStage, PATHS, type Stage } from "./stage.ts";
import { leave, visit } from "./visit.ts";

const LOOKS = (["en", "fr"] as const).flatMap((language) => (["light", "dark"] as const).map((theme) => ({ language, theme })));

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

  for (const [name, path] of Object.entries(PATHS))
    for (const language of ["en", "fr"] as const)
      it(`${name} ${language}`, async () => {
        const page = await visit(context, stage, path, { language });
        for (const theme of ["light", "dark"]) {
          await page.evaluate((chosen) => (document.documentElement.dataset["theme"] = chosen), theme);
          assert.deepEqual(await violations(page), [], theme);
        }
        await leave(page);
      });

  for (const look of LOOKS)
    it(`dialogs ${look.language} ${look.theme}`, async () => {
      const page = await visit(context, stage, "/rollouts/R-0142", look);
      for (const button of [".actions .danger", ".actions .action:nth-child(4) button"]) {
        await page.locator(button).click();
        await page.locator("[role=dialog]").waitFor();
        assert.deepEqual(await violations(page), []);
        await page.keyboard.press("Escape");
        await page.locator("[role=dialog]").waitFor({ state: "detached" });
      }
      await leave(page);
    });

  // From the end to the start the order is another, the colours and the parts are the same: a few pages tell.
  for (const name of ["fleet-inspector", "rollout-log", "person", "account", "sign-in"] as const)
    it(`${name} ar`, async () => {
      const page = await visit(context, stage, PATHS[name], { language: "ar" });
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
