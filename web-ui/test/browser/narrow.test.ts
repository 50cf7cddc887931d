import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BrowserContext } from "playwright-core";
import { openBrowser } from "./chromium.ts";
import { eachWithLooks } from "./looks.ts";
import { closeStage, openStage, PATHS, type Stage } from "./stage.ts";
import { leave, visit } from "./visit.ts";

describe("at 390 pixels", { concurrency: 3 }, () => {
  let stage: Stage;
  let context: BrowserContext;
  before(async () => {
    stage = await openStage();
    context = await openBrowser({ viewport: { width: 390, height: 844 } });
  });
  after(async () => {
    await context.close();
    closeStage(stage);
  });

  for (const { thing: [name, path], ...look } of eachWithLooks(Object.entries(PATHS)))
    it(`${name} ${look.language} ${look.theme} does not scroll sideways`, async () => {
      const page = await visit(context, stage, path, look);
      const { wide, culprits } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        culprits: [...document.querySelectorAll("main *, header *")]
          .filter((each) => !each.closest(".table-frame, .running-title, .code, [role=tablist], .report pre, .parts, .unseen"))
          .filter((each) => each.getBoundingClientRect().right > 391 || each.getBoundingClientRect().left < -1)
          .map((each) => each.outerHTML.slice(0, 100)),
      }));
      assert.deepEqual({ wide, culprits }, { wide: 390, culprits: [] });
      await leave(page);
    });

  it("a plan shows what a sweep found and does not scroll sideways", async () => {
    const page = await visit(context, stage, "/rollouts/R-0142?tab=plan");
    await page.getByRole("button", { name: "Look for rows that would fail" }).click();
    await page.locator(".plan .table-frame").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await leave(page);
  });

  for (const path of ["/settings/people", "/settings/tokens"])
    it(`${path} asks in a dialog that does not scroll sideways`, async () => {
      const page = await visit(context, stage, path, { language: "fr" });
      await page.locator(".part-head .primary").click();
      const { inner, outer } = await page.locator(".modal").evaluate(({ scrollWidth, clientWidth }) => ({ inner: scrollWidth, outer: clientWidth }));
      assert.equal(inner, outer);
      await leave(page);
    });
});
