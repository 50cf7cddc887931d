import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "../browser/chromium.ts";
import { leave } from "../browser/visit.ts";
import { assertAccessible, banner, picture, signIn } from "./page.ts";
import { Program, remove, temporaryWorkspace } from "./program.ts";

const MINUTE = 60_000;

/** The colour of one point of the grid's canvas, in CSS pixels from the start of the live cell. */
const colourAt = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([dx, dy]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(".cell-grid canvas");
      const cell = document.querySelector(".cell-active")?.getBoundingClientRect();
      const frame = canvas?.getBoundingClientRect();
      if (!canvas || !cell || !frame) throw new Error("there is no grid");
      const left = dx < 0 ? cell.right : cell.left;
      const data = canvas.getContext("2d")?.getImageData(left + dx - frame.left, cell.top + dy - frame.top, 1, 1).data;
      return [...(data ?? [])];
    },
    [x, y] as const,
  );

describe("the demo's story in the browser", () => {
  const workspace = temporaryWorkspace();
  let demo: Program;
  let context: BrowserContext;
  let page: Page;
  let link: URL;
  before(async () => {
    demo = new Program(workspace, ["demo", "--port", "0"]);
    context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
    link = await demo.signInLink(300);
    page = await signIn(context, link);
  });
  after(async () => {
    await context.close();
    await demo.end("SIGTERM");
    remove(workspace);
  });

  it("shows sixty tenants, to the eye and to everybody else", async () => {
    const grid = page.getByRole("grid");
    await grid.waitFor();
    assert.equal(await grid.getAttribute("aria-colcount"), "60");
    assert.deepEqual(
      (await page.locator(".cell-grid h2").allInnerTexts()).map((text) => text.trim()),
      ["E-commerce 20", "Education 20", "Health 20"],
    );
    await grid.focus();
    const names = new Set<string | null>();
    for (let cell = 0; cell < 60; cell++) {
      names.add(await page.getByRole("gridcell").getAttribute("aria-label"));
      const [, , , opaque] = await colourAt(page, 0, 10);
      assert.equal(opaque, 255, `cell ${String(cell)} is not painted`);
      await page.keyboard.press("ArrowRight");
    }
    assert.equal(names.size, 60);
    await page.keyboard.press("v");
    await page.getByRole("table").waitFor();
    assert.equal(await page.getByRole("table").getAttribute("aria-rowcount"), "61");
    await page.keyboard.press("v");
    await page.getByRole("grid").waitFor();
  });

  it("tells which tenant has drifted, with its notch", async () => {
    await page.getByRole("button", { name: "1 drifted" }).click();
    await page.getByText("1 of 60 shown.").waitFor();
    assert.match((await page.getByRole("gridcell").getAttribute("aria-label")) ?? "", /^clinique-tizi, drifted/);
    const notch = await colourAt(page, -4, 3);
    const inside = await colourAt(page, 6, 20);
    assert.ok(Math.max(...notch.slice(0, 3)) < 90, `the notch is ${String(notch)}, not ink`);
    assert.notDeepEqual(notch, inside);
    await page.getByRole("button", { name: "1 drifted" }).click();
  });

  it("shows what happens after the page was loaded", async () => {
    assert.equal(await page.locator("a.running").count(), 0);
    await page.locator("a.running").waitFor({ timeout: MINUTE });
    await page.waitForFunction(() => performance.getEntriesByType("navigation").length === 1);
    await picture(page, "fleet");
  });

  it("stops at the failure and leads to its cause", async () => {
    await page.locator("a.running").click();
    await banner(page, "Paused by policy").waitFor({ timeout: MINUTE });
    await page.getByRole("button", { name: "1 failed" }).waitFor();
    await page.locator(".failures .tenant-links button").first().click();
    const error = page.locator(".run-error");
    await error.waitFor();
    assert.match((await error.innerText()).replaceAll(/\s/g, ""), /migrations\/sectors\/ecommerce\/\w+\.\w+\.sql:\d+:\d+/);
    assert.match(await error.innerText(), /CREATE UNIQUE INDEX/);
    await picture(page, "rollout");
  });

  it("ends with fifty-nine that are done", async () => {
    await banner(page, "Succeeded").waitFor({ timeout: 3 * MINUTE });
    await page.getByRole("button", { name: "59 done" }).waitFor();
    assert.match(await page.title(), /59\/59/);
    await assertAccessible(context, link, ["/fleet", new URL(page.url()).pathname]);
    await leave(page);
  });
});
