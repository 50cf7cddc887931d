import type { Page } from "playwright-core";

/** What a page looks like after a few steps; found by place, for the words are of any language. */
export interface Scene {
  readonly path: string;
  /** Whose session it is; amel's where nothing is said. */
  readonly session?: string;
  readonly act: (page: Page) => Promise<void>;
}

const press = (selector: string) => (page: Page) => page.locator(selector).click();

async function signIn(page: Page, password: string): Promise<void> {
  await page.locator("[name=username]").fill("amel");
  await page.locator("[name=password]").fill(password);
  await page.keyboard.press("Enter");
}

async function invite(page: Page): Promise<void> {
  await page.locator(".part-head .primary").click();
  await page.locator("[role=dialog] input").first().fill("nora");
}

export const SCENES: Record<string, Scene> = {
  "sign-in-wrong": {
    ...{ path: "/sign-in", session: "none" },
    act: async (page) => {
      await signIn(page, "wrong");
      await page.locator(".wrong").waitFor();
    },
  },
  "sign-in-code": {
    ...{ path: "/sign-in", session: "none" },
    act: async (page) => {
      await signIn(page, "correct horse battery");
      await page.locator(".code-input").waitFor();
    },
  },
  "enrol-code": { path: "/account/second-factor", act: press(".enrol .primary") },
  "account-password": { path: "/account", act: press(".way button >> nth=0") },
  "account-codes": {
    path: "/account",
    act: async (page) => {
      await page.locator(".way button").nth(1).click();
      await page.locator("[role=dialog] .primary").click();
    },
  },
  "account-none": { path: "/account", session: "link", act: async () => undefined },
  "people-refused": { path: "/settings/people", session: "idir", act: async () => undefined },
  "people-invite": { path: "/settings/people", act: invite },
  "people-link": {
    path: "/settings/people",
    act: async (page) => {
      await invite(page);
      await page.keyboard.press("Enter");
      await page.locator("[role=dialog] code").waitFor();
    },
  },
  "person-set-up": { path: "/settings/people?person=u-lina", act: press(".inspector .danger") },
  "tokens-make": { path: "/settings/tokens", act: press(".part-head .primary") },
};
