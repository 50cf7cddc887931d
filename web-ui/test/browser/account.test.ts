import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "./chromium.ts";
import { closeStage, openStage, type Stage } from "./stage.ts";
import { leave, ready, visit } from "./visit.ts";

const PASSWORD = "correct horse battery";

const dialog = (page: Page) => page.getByRole("dialog").last();

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)), []);
}

async function typeNameAndPassword(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

interface Start {
  /** Whose session it is: amel's where nothing is said. */
  readonly session?: string;
  /** Whether they have just shown who they are. */
  readonly fresh?: boolean;
  readonly path: string;
}

describe("accounts", { concurrency: 3 }, () => {
  let browser: BrowserContext;
  before(async () => {
    // Keeps the browser open between the profiles, of which each test has its own.
    browser = await openBrowser({});
  });
  after(() => browser.close());

  function story(name: string, { session = "some", fresh = true, path }: Start, tell: (page: Page, stage: Stage) => Promise<void>): void {
    void it(name, async () => {
      const stage = await openStage();
      const context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
      try {
        for (const each of stage.world.accounts.sessions.values()) each.fresh = fresh;
        await context.addCookies([{ name: "dihya_session", value: session, url: stage.origin }]);
        const page = await visit(context, stage, path);
        await tell(page, stage);
        await leave(page);
      } finally {
        await context.close();
        closeStage(stage);
      }
    });
  }

  story("signs in with name, password and code, after a wrong one of each", { session: "none", path: "/rollouts" }, async (page) => {
    await page.waitForURL("**/sign-in");
    await typeNameAndPassword(page, "amel", "not the password");
    await page.getByRole("alert").getByText("Name or password is not right.").waitFor();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await page.getByLabel("Password").getAttribute("type"), "text");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const code = page.getByLabel("Code of the authenticator");
    await code.fill("512 345");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(/^This code was not accepted/).waitFor();
    await assertAccessible(page);
    await code.fill("412 345");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/rollouts");
    await page.getByRole("link", { name: "amel" }).waitFor();
  });

  story("takes a recovery code in the place of the authenticator's", { session: "none", path: "/sign-in" }, async (page, stage) => {
    await typeNameAndPassword(page, "amel", PASSWORD);
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill("k7qd-93fm");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/fleet");
    await page.goto(`${stage.origin}/account`);
    await page.getByText("9 left").waitFor();
  });

  story("says how long to wait after too many tries, and counts down", { session: "none", path: "/sign-in" }, async (page) => {
    await page.getByLabel("Name").fill("amel");
    for (const tries of [1, 2, 3, 4]) {
      await page.getByLabel("Password").fill(`wrong ${String(tries)}`);
      await page.locator("[type=submit][aria-disabled=false]").waitFor();
      await Promise.all([page.waitForResponse("**/api/v1/session"), page.keyboard.press("Enter")]);
    }
    const timer = page.getByRole("timer");
    await timer.getByText(/^Try again in 1 min \d+ s\.$/).waitFor();
    const first = await timer.innerText();
    await page.waitForFunction((before) => document.querySelector("[role=timer]")?.textContent !== before, first);
    assert.equal(await page.getByRole("button", { name: "Sign in" }).getAttribute("aria-disabled"), "true");
  });

  story("sets up the first administrator, who enrols before anything else", { session: "none", path: "/set-up#first" }, async (page, stage) => {
    assert.equal(new URL(page.url()).hash, "");
    await page.getByLabel("Name").fill("yasmine");
    await page.getByLabel("Password").fill("short");
    await page.getByText("12 characters at least. 7 to go.").waitFor();
    await page.getByLabel("Password").fill("yasmine yasmine");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The password has the name in it.").waitFor();
    await page.getByLabel("Password").fill("a mountain of olives");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/account/second-factor");
    await page.goto(`${stage.origin}/fleet`);
    await page.waitForURL("**/account/second-factor");
    assert.equal(await page.getByRole("navigation").count(), 0);
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByRole("img", { name: /^QR code/ }).waitFor();
    assert.match(await page.locator(".command code").innerText(), /^JBSW Y3DP /);
    assert.match((await page.getByRole("link", { name: /^Or open it/ }).getAttribute("href")) ?? "", /^otpauth:\/\/totp\/Dihya:yasmine\?/);
    await assertAccessible(page);
    await page.getByLabel("Code of the authenticator").fill("400001");
    await page.keyboard.press("Enter");
    await page.locator(".codes li").nth(9).waitFor();
    await assertAccessible(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download as text" }).click()]);
    assert.match(await readFile(await download.path(), "utf8"), /^Dihya, recovery codes of yasmine at 127[^]*k7qd-93fm\n[^]*z7fx-6bhk\n$/);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.waitForURL("**/fleet");
    await page.getByRole("navigation", { name: "Pages" }).waitFor();
  });

  story("says what to do with a set-up link that is good no longer", { path: "/set-up#old" }, async (page) => {
    await page.getByRole("heading", { name: "This link has been used or has expired" }).waitFor();
    await page.getByText("dihya login").waitFor();
  });

  story("invites a person after a step-up, and shows the link once", { fresh: false, path: "/settings/people" }, async (page) => {
    await page.getByRole("button", { name: "Invite…" }).click();
    await page.getByLabel("Name").fill("nora");
    await page.getByLabel(/^Tenant administrator/).check();
    await page.getByLabel(/^Tenants/).fill("clinique-lyon, lycee-ampere");
    await assertAccessible(page);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await dialog(page).getByRole("heading", { name: "Show that it is you" }).waitFor();
    await assertAccessible(page);
    await page.getByLabel("Code of the authenticator").fill("512345");
    await page.keyboard.press("Enter");
    await page.getByText(/^This code was not accepted/).waitFor();
    await page.getByLabel("Code of the authenticator").fill("412345");
    await page.keyboard.press("Enter");
    const link = (await dialog(page).locator("code").innerText()).trim();
    assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/set-up#set-up-nora-\d+$/);
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    assert.equal(await dialog(page).locator("code").count(), 1, "Escape took the link away");
    await page.getByRole("button", { name: "I have kept it" }).click();
    await page.getByRole("button", { name: "nora" }).click();
    await page.locator(".inspector").getByText("clinique-lyon, lycee-ampere").waitFor();
    assert.equal(await page.getByText(link).count(), 0);
  });

  story("leaves things as they were when the step-up is cancelled", { fresh: false, path: "/settings/people?person=u-lina" }, async (page, stage) => {
    await page.getByRole("button", { name: "Suspend…" }).click();
    await page.getByLabel("Reason (kept in the audit)").fill("left the company");
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("heading", { name: "Show that it is you" }).waitFor();
    await page.getByLabel("Code of the authenticator").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(/^Nothing was changed/).waitFor();
    assert.equal(stage.world.accounts.find("u-lina")?.person.state, "active");
    assert.equal(await page.getByLabel("Reason (kept in the audit)").inputValue(), "left the company");
  });

  story("suspends a person, gives another role and takes everything away for a new link", { path: "/settings/people?person=u-idir" }, async (page, stage) => {
    await page.getByRole("button", { name: "Suspend…" }).click();
    await dialog(page).getByText("All sessions of idir end.").waitFor();
    await page.getByRole("button", { name: "Suspend", exact: true }).click();
    await page.locator(".inspector .state-line").getByText("suspended").waitFor();
    await page.getByRole("button", { name: "Change role…" }).click();
    await page.getByLabel(/^Auditor/).check();
    await page.getByRole("button", { name: "Change role", exact: true }).click();
    await page.locator(".inspector").getByText("Read everything, change nothing.").waitFor();
    await page.getByRole("button", { name: "New set-up link…" }).click();
    await page.getByRole("button", { name: "Take away and make a link" }).click();
    await dialog(page).getByText(/\/set-up#set-up-idir-/).waitFor();
    assert.deepEqual([...stage.world.accounts.sessions.keys()], ["some", "other", "third"]);
  });

  story("makes a token, shows it once, and revokes it", { path: "/settings/tokens" }, async (page) => {
    await page.getByRole("button", { name: "Make a token…" }).click();
    await page.getByLabel("What it is for").fill("wall screen");
    await page.getByRole("radio", { name: "30 days" }).click();
    await assertAccessible(page);
    await page.getByRole("button", { name: "Make", exact: true }).click();
    await dialog(page).getByText(/^dihya_t\d+_/).waitFor();
    await page.getByRole("button", { name: "I have kept it" }).click();
    await page.getByRole("button", { name: "Revoke wall screen" }).click();
    await page.getByLabel("Reason (kept in the audit)").fill("not needed");
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("revoked").waitFor();
    assert.equal(await page.getByRole("button", { name: "Revoke wall screen" }).count(), 0);
  });

  story("says which role could do what one's own may not", { session: "idir", path: "/settings/tokens" }, async (page) => {
    await page.locator(".notice").getByText("Your role is Operator. This needs Platform administrator or Security.").waitFor();
    const make = page.getByRole("button", { name: "Make a token…" });
    assert.equal(await make.getAttribute("aria-disabled"), "true");
    await assertAccessible(page);
    await page.getByRole("link", { name: "People" }).click();
    await page.waitForURL("**/settings/people");
    await page.locator(".notice").getByText("Your role is Operator. This needs Platform administrator or Security.").waitFor();
  });

  story("shows one's account, changes the password and ends the other sessions", { path: "/account" }, async (page, stage) => {
    await page.locator(".sessions li").nth(2).waitFor();
    await page.getByRole("button", { name: "Sign out Safari on iOS" }).click();
    await page.locator(".sessions li").nth(2).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Change…" }).click();
    await page.getByLabel("Present password").fill("not mine at all");
    await page.getByLabel("New password").fill("a mountain of olives");
    await assertAccessible(page);
    await page.keyboard.press("Enter");
    await page.getByText("That is not your password.").waitFor();
    await page.getByLabel("Present password").fill(PASSWORD);
    await page.getByLabel("New password").press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.deepEqual([...stage.world.accounts.sessions.keys()], ["some", "idir"]);
    await page.getByRole("button", { name: "Make new ones…" }).click();
    await page.getByRole("button", { name: "Make new codes" }).click();
    await page.locator(".codes li").nth(9).waitFor();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  story("leads to the sign-in when a session has ended meanwhile", { path: "/account" }, async (page, stage) => {
    stage.world.accounts.sessions.delete("some");
    await page.getByRole("button", { name: "Sign out Safari on iOS" }).click();
    await page.waitForURL("**/sign-in");
  });

  story("says in words that a session has no account", { session: "none", path: "/sign-in#good" }, async (page) => {
    await page.waitForURL("**/fleet");
    await ready(page);
    await page.getByRole("link", { name: "administrator" }).click();
    await page.getByRole("heading", { name: "This session has no account" }).waitFor();
    await assertAccessible(page);
  });
});
