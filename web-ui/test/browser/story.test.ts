import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { asked } from "../mock/act.ts";
import { open } from "../mock/stream.ts";
import { openBrowser } from "./chromium.ts";
import { closeStage, openStage, type Stage } from "./stage.ts";
import { leave, ready, visit } from "./visit.ts";

const active = (page: Page) => page.locator("[role=gridcell]").getAttribute("aria-label");

describe("by keyboard and live", () => {
  let stage: Stage;
  let context: BrowserContext;
  before(async () => {
    context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
  });
  beforeEach(async () => {
    if ((stage as Stage | undefined) !== undefined) closeStage(stage);
    stage = await openStage();
  });
  after(async () => {
    await context.close();
    closeStage(stage);
  });

  it("goes from the fleet to the failure and to its cause", async () => {
    const page = await visit(context, stage, "/fleet");
    await page.keyboard.press("f");
    assert.equal(await active(page), "atelier-zellige, failed");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await active(page), "argan-direct, current");
    await page.keyboard.press("f");
    await page.keyboard.press("Enter");
    await page.locator(".inspector h2").getByText("Atelier Zellige").waitFor();
    await page.locator(".inspector a").focus();
    await page.keyboard.press("Enter");
    await page.locator(".error-message").waitFor();
    assert.match(page.url(), /\/rollouts\/R-0142\?tenant=atelier-zellige$/);
    assert.match(await page.locator(".run-error").innerText(), /14:1|11:1[^]*23505[^]*CREATE UNIQUE INDEX/);
    await leave(page);
  });

  it("has keys for the filter, the table, the pages and the help", async () => {
    const page = await visit(context, stage, "/fleet");
    await page.keyboard.press("/");
    await page.keyboard.type("sector=health id=clinique-*");
    await page.keyboard.press("Enter");
    await page.getByText("3 of 60 shown.").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("v");
    await page.locator("tbody tr:not(.space)").nth(2).waitFor();
    assert.equal(await page.locator("tbody tr:not(.space)").count(), 3);
    assert.equal(new URL(page.url()).searchParams.get("select"), "sector=health id=clinique-*");
    await page.keyboard.press("?");
    await page.locator("[role=dialog] kbd").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await page.waitForURL("**/rollouts");
    await leave(page);
  });

  it("is written from right to left in Arabic, where the left arrow leads on", async () => {
    const page = await visit(context, stage, "/fleet", { language: "ar" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), "rtl");
    await page.locator(".nav").getByText("الأسطول").waitFor();
    const grid = page.getByRole("grid");
    await grid.press("Home");
    const before = await page.locator(".cell-active").boundingBox();
    await grid.press("ArrowLeft");
    const after = await page.locator(".cell-active").boundingBox();
    assert.ok(before && after && after.x < before.x, `from ${String(before?.x)} to ${String(after?.x)}`);
    assert.ok(before.x > 700, `the first cell stands at ${String(before.x)}`);
    await leave(page);
  });

  it("says why a button is not allowed, and asks before it acts", async () => {
    const page = await visit(context, stage, "/rollouts/R-0142");
    const pause = page.getByRole("button", { name: "Pause" });
    assert.equal(await pause.getAttribute("aria-disabled"), "true");
    await pause.focus();
    await page.getByRole("tooltip").getByText("It is paused already.").waitFor();
    await page.getByRole("button", { name: "Retry failed (1)" }).click();
    await page.getByRole("checkbox").nth(0).check();
    await page.getByRole("checkbox").nth(1).check();
    await page.getByLabel("Reason (kept in the audit)").fill("duplicates are gone");
    await page.keyboard.press("Enter");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    const retry = { amend: true, allowOutOfOrder: true, reason: "duplicates are gone" };
    assert.deepEqual(asked.splice(0), [{ verb: "retry", body: retry }]);
    await leave(page);
  });

  it("aborts only when the rollout's id has been typed", async () => {
    const page = await visit(context, stage, "/rollouts/R-0142");
    await page.getByRole("button", { name: "Abort…" }).click();
    await page.getByLabel(/^Reason/).fill("wrong window");
    await page.getByLabel(/^Type R-0142/).fill("R-0141");
    await page.locator("[role=dialog]").getByRole("button", { name: "Abort" }).click({ force: true });
    assert.deepEqual(asked, []);
    await page.getByLabel(/^Type R-0142/).fill("R-0142");
    await page.locator("[role=dialog]").getByRole("button", { name: "Abort" }).click();
    await page.locator(".banner-state").getByText("Aborted").waitFor();
    assert.deepEqual(asked.splice(0), [{ verb: "abort", body: { reason: "wrong window" } }]);
    await leave(page);
  });

  it("shows a change without being asked, in the page and in the tab", async () => {
    const page = await visit(context, stage, "/rollouts/R-0142");
    await page.getByRole("button", { name: "5 done" }).waitFor();
    stage.world.set("clinique-atlas", "done", 3);
    stage.world.changed();
    await page.getByRole("button", { name: "6 done" }).waitFor();
    await page.waitForFunction(() => document.title === "Paused R-0142 6/58 · Dihya");
    assert.equal(await page.locator("link[rel=icon]").getAttribute("href"), "/icon-held.svg");
    await leave(page);
  });

  it("holds one stream for all tabs", async () => {
    const pages = [];
    for (const path of ["/fleet", "/rollouts", "/rollouts/R-0142"]) pages.push(await visit(context, stage, path));
    for (const page of pages) await page.locator(".stream.live").waitFor();
    assert.equal(open.now, 1);
    for (const page of pages) await leave(page);
  });

  it("keeps what it knows while the server is away, says since when, and comes back", async () => {
    const page = await visit(context, stage, "/fleet");
    await page.locator(".stream.live").waitFor();
    const port = Number(new URL(stage.origin).port);
    closeStage(stage);
    await page.locator(".stale-line").getByText(/^The connection is lost\. What you see is from \d\d:\d\d:\d\d UTC/).waitFor();
    await page.locator(".stale .cell-grid").waitFor();
    stage.server.listen(port, "127.0.0.1");
    await page.locator(".stream.live").waitFor();
    assert.equal(await page.locator(".stale .cell-grid").count(), 0);
    await leave(page);
  });

  it("says with which command to begin while there is nobody", async () => {
    stage.world.tenants.length = 0;
    stage.world.runs.length = 0;
    const page = await visit(context, stage, "/fleet");
    await page.getByRole("heading", { name: "No tenants yet" }).waitFor();
    assert.equal(await page.locator("main code").innerText(), "dihya tenant sync");
    await leave(page);
  });

  it("tells the request's number when something is not there", async () => {
    const page = await visit(context, stage, "/rollouts/R-9999");
    assert.match(await page.getByRole("alert").innerText(), /There is no such thing[^]*Request q-7f3a/);
    await leave(page);
  });

  it("is live also where there is no shared worker", async () => {
    const page = await context.newPage();
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "SharedWorker"));
    await page.goto(`${stage.origin}/fleet`);
    await page.locator(".stream.live").waitFor();
    await page.close();
  });

  it("shows the server's message for a selector that it cannot read itself", async () => {
    const page = await visit(context, stage, "/fleet?select=teir%3Dgold");
    assert.match(await page.getByRole("alert").innerText(), /There is no such thing[^]*Request q-7f3a/);
    await page.locator(".cell-grid").waitFor();
    await leave(page);
  });

  it("finds lines in a log on the server, with their true number", async () => {
    const page = await visit(context, stage, "/rollouts/R-0142?tenant=atelier-zellige&tab=log");
    await page.locator(".log-line").nth(5).waitFor();
    await page.getByRole("searchbox").fill("statement");
    await page.keyboard.press("Enter");
    await page.getByText("2 of 2 lines").waitFor();
    assert.equal(await page.locator(".log-line").count(), 2);
    await leave(page);
  });

  it("groups the fleet by wave, and filters by what needs attention", async () => {
    const page = await visit(context, stage, "/fleet?group=wave");
    await page.locator(".cell-grid h2").getByText("Canary").waitFor();
    assert.deepEqual(
      (await page.locator(".cell-grid h2").allInnerTexts()).map((text) => text.trim()),
      ["Canary 6", "Wave 1 12", "Wave 2 17", "Wave 3 23", "Not in the rollout 2"],
    );
    await page.getByRole("button", { name: "1 drifted" }).click();
    await page.getByText("1 of 60 shown.").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("attention"), "drifted");
    await leave(page);
  });

  it("signs in with the link and goes to where the person wanted", async () => {
    await context.addCookies([{ name: "dihya_session", value: "none", url: stage.origin }]);
    const page = await visit(context, stage, "/rollouts/R-0142?tab=plan");
    await page.waitForURL("**/sign-in");
    await page.getByText("prints a one-time link when it starts").waitFor();
    await page.goto(`${stage.origin}/sign-in#old`);
    await page.reload();
    await page.getByText("This link has been used or has expired").waitFor();
    await page.goto(`${stage.origin}/fleet`);
    await page.waitForURL("**/sign-in");
    await page.goto("about:blank");
    await page.goto(`${stage.origin}/sign-in#good`);
    await page.waitForURL("**/fleet");
    await ready(page);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await leave(page);
  });
});
