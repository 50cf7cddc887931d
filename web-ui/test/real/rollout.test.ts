import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "../browser/chromium.ts";
import { leave, ready, visit } from "../browser/visit.ts";
import { act, assertAccessible, banner, picture, signIn } from "./page.ts";
import { Program, remove, temporaryWorkspace } from "./program.ts";
import { post, writeWorkspace } from "./workspace.ts";

const MINUTE = 60_000;

describe("a rollout in the hands of an operator", () => {
  const workspace = temporaryWorkspace();
  let server: Program;
  let context: BrowserContext;
  let page: Page;
  let link: URL;
  let path: string;
  before(async () => {
    writeWorkspace(workspace);
    server = new Program(workspace, ["serve", "--port", "0"]);
    context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
    link = await server.signInLink(60);
    page = await signIn(context, link);
    const plan = await post<{ id: string }>(workspace, "/api/v1/plans", { strategy: { parallel: { total: 1 } } });
    const rollout = await post<{ id: string }>(workspace, "/api/v1/rollouts", { plan: plan.id });
    path = `/rollouts/${rollout.id}`;
  });
  after(async () => {
    await context.close();
    await server.end("SIGTERM");
    remove(workspace);
  });

  it("pauses", async () => {
    await page.goto(new URL(path, link).href);
    await ready(page);
    await page.getByRole("button", { name: /^[1-3] done/ }).waitFor({ timeout: MINUTE });
    await act(page, "Pause", "coffee first");
    await banner(page, /^Paused/).waitFor();
    await page.getByRole("tab", { name: "Decisions" }).click();
    await page.getByText("coffee first").first().waitFor();
  });

  it("is stale while the server is dead, and catches up without a new sign-in", async () => {
    await page.locator(".stream.live").waitFor();
    await server.end("SIGKILL");
    await page.locator(".stale-line").getByText(/^The connection is lost\. What you see is from \d\d:\d\d:\d\d UTC/).waitFor();
    await picture(page, "stale");
    server = new Program(workspace, ["serve", "--port", link.port]);
    await page.locator(".stream.live").waitFor({ timeout: MINUTE });
    await page.locator(".stale-line").waitFor({ state: "hidden" });
    await banner(page, /^Paused/).waitFor();
    const other = await visit(context, link, "/fleet");
    assert.equal(new URL(other.url()).pathname, "/fleet");
    await leave(other);
  });

  it("resumes, and stops by itself at the tenant that fails", async () => {
    await act(page, "Resume", "enough coffee");
    await banner(page, "Paused by policy").waitFor({ timeout: MINUTE });
    await page.getByRole("button", { name: "4 done" }).waitFor();
    assert.equal(await page.locator(".failures .tenant-links").innerText(), "shop-05");
  });

  it("has nothing that axe finds, with the failure on the page", async () => {
    await assertAccessible(context, link, ["/fleet", path, `${path}?tenant=shop-05`]);
  });

  it("tries again, keeping the first attempt", async () => {
    await page.locator(".failures .tenant-links button").click();
    await page.locator("details.attempt").waitFor();
    await act(page, "Retry failed (1)", "perhaps it was the network");
    await page.locator("details.attempt").nth(1).waitFor({ timeout: MINUTE });
    const last = page.locator("details.attempt[open]", { hasText: "Attempt 2" });
    await last.locator(".error-message").getByText("UNIQUE constraint failed: people.name").waitFor({ timeout: MINUTE });
    await banner(page, "Paused by policy").waitFor({ timeout: MINUTE });
  });

  it("aborts, and what is done stays done", async () => {
    const id = path.split("/").at(-1) ?? "";
    await act(page, "Abort…", "the data has to be cleaned first", id);
    await banner(page, "Aborted").waitFor({ timeout: MINUTE });
    await page.getByRole("button", { name: "4 done" }).waitFor();
    await leave(page);
  });
});
