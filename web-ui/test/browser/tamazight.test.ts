import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { openBrowser } from "./chromium.ts";
import { FULL } from "./looks.ts";
import { SCENES, type Scene } from "./scenes.ts";
import { closeStage, openStage, PATHS } from "./stage.ts";
import { leave, visit } from "./visit.ts";

const read = (name: string) => JSON.parse(readFileSync(`src/i18n/${name}.json`, "utf8")) as Record<string, string>;
const [english, tamazight] = [read("en"), read("tzm")];

/** What English says and Tamazight says otherwise, as it would stand alone in a page. */
const ENGLISH = new Set(Object.entries(english).flatMap(([key, text]) => (text === tamazight[key] ? [] : [text.toLowerCase()])));
/** Latin words that belong to the catalogue: names, keys, commands and what is there to be copied. */
const LATIN = new Set(Object.values(tamazight).flatMap((text) => text.match(/\p{Script=Latin}{2,}/gu) ?? []).concat("UTC", "kB", "MB"));

/** Of the texts, those that are not the catalogue's alone: numbers, dates, lists, and what React Aria says. */
const SHORT = new Set(["fleet-inspector", "rollout-log", "rollout-plan", "archives", "people-refused", "person", "account", "retry"]);

/** All that is seen or heard of a page and is no code, in pieces. */
function spoken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder"])
          found.push(node.getAttribute(name) ?? "");
      } else if (!node.parentElement?.closest("bdi, code, pre, kbd, [dir=ltr]")) found.push(node.nodeValue ?? "");
    }
    return found.map((text) => text.trim()).filter((text) => text !== "");
  });
}

/** Opens a page, does what there is to do, and finds there no word but those of the catalogue and of the server. */
async function looksForEnglish({ path, session, act }: Partial<Scene> & Pick<Scene, "path">): Promise<void> {
  const stage = await openStage();
  stage.world.accounts.open(undefined, "link");
  const context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
  const answers: Promise<string>[] = [JSON.stringify([stage.world.tenants, stage.world.runs])].map((text) => Promise.resolve(text));
  context.on("response", (response) => {
    if (/\/api\/v1\/(?!stream)/.test(response.url())) answers.push(response.text().catch(() => ""));
  });
  try {
    await context.addCookies([{ name: "dihya_session", value: session ?? "some", url: stage.origin }]);
    const page = await visit(context, stage, path, { language: "tzm-Tfng" });
    await act?.(page);
    const pieces = await spoken(page);
    const said = (await Promise.all(answers)).join("\n");
    assert.ok(pieces.some((piece) => /\p{Script=Tifinagh}/u.test(piece)), path);
    const words = pieces.flatMap((piece) => piece.match(/\p{Script=Latin}{2,}/gu) ?? []);
    assert.deepEqual(words.filter((word) => !LATIN.has(word) && !said.includes(word)), []);
    assert.deepEqual(pieces.filter((piece) => ENGLISH.has(piece.toLowerCase())), []);
    await leave(page);
  } finally {
    await context.close();
    closeStage(stage);
  }
}

describe("in Tamazight", { concurrency: 3 }, () => {
  const check = (name: string, scene: Pick<Scene, "path"> & Partial<Scene>) => {
    if (FULL || SHORT.has(name)) it(`${name} has no English word left`, () => looksForEnglish(scene));
  };
  const asked = (button: string): Scene => ({ path: "/rollouts/R-0142", act: (page) => page.locator(button).click() });
  const keys: Scene = { path: "/fleet", act: (page) => page.keyboard.press("?") };
  const scenes = { ...SCENES, abort: asked(".actions .danger"), retry: asked(".actions .action:nth-child(4) button"), keys };
  for (const [name, path] of Object.entries(PATHS)) check(name, { path });
  for (const [name, scene] of Object.entries(scenes)) check(name, scene);

  it("counts and dates in Tifinagh, in the browser that knows its plurals alone", async () => {
    const context = await openBrowser({});
    const page = await context.newPage();
    assert.deepEqual(await page.evaluate(() => Intl.DateTimeFormat.supportedLocalesOf("zgh")), []);
    const module = stripTypeScriptTypes(readFileSync("src/i18n/tamazight.ts", "utf8"));
    const found = await page.evaluate(async (url) => {
      const { inTamazight } = (await import(url)) as typeof import("../../src/i18n/tamazight.ts");
      const intl = inTamazight({ locale: "tzm-Tfng", formatters: {} } as Parameters<typeof inTamazight>[0]);
      const at = Date.UTC(2026, 10, 20, 14, 5, 9);
      const rules = new Intl.PluralRules("tzm-Tfng");
      return {
        one: [0, 1, 2, 10, 11, 99, 100].filter((count) => rules.select(count) === "one"),
        day: intl.formatDate(at, { dateStyle: "medium", timeZone: "UTC" }),
        moment: intl.formatDate(at, { year: "numeric", timeZone: "Asia/Tokyo" }),
        number: intl.formatNumber(1234567.89, { maximumFractionDigits: 1 }),
        size: intl.formatNumber(12.5, { style: "unit", unit: "kilobyte" }),
        ago: [intl.formatRelativeTime(-5, "minute"), intl.formatRelativeTime(-11, "hour"), intl.formatRelativeTime(-1, "day"), intl.formatRelativeTime(0)],
      };
    }, `data:text/javascript,${encodeURIComponent(module)}`);
    await context.close();
    assert.deepEqual(found, {
      one: [0, 1, 11, 99],
      day: "20 ⵏⵓⵡ, 2026",
      moment: "20 ⵏⵓⵡ, 2026 23:05:09 GMT+9",
      number: "1\u00a0234\u00a0567,9",
      size: "12,5\u00a0kB",
      ago: ["ⵣⴳ 5 ⵏ ⵜⵓⵙⴷⵉⴷⵉⵏ", "ⵣⴳ 11 ⵏ ⵜⵙⵔⴰⴳⵜ", "ⵉⴹⵍⵍⵉ", "ⵖⵉⵍⴰⴷ"],
    });
  });

  it("is chosen in the switch, and written from left to right in its own font", async () => {
    const stage = await openStage();
    const context = await openBrowser({ viewport: { width: 1440, height: 1000 } });
    const page = await visit(context, stage, "/rollouts/R-0142", { language: "ar" });
    await page.getByRole("radio", { name: "ⵜⴰⵎⴰⵣⵉⵖⵜ" }).click();
    await page.locator(".nav").getByText("ⵉⴼⵙⴰⵔⵏ").waitFor();
    await page.waitForFunction(() => [...document.fonts].some(({ family, status }) => /Tifinagh/.test(family) && status === "loaded"));
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]), ["tzm-Tfng", "ltr"]);
    assert.equal(await page.locator(".nav-body").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 0);
    await page.locator(".actions .danger").click();
    // Many tenants wait, fewer than a hundred: one form of the plural is theirs and that of a single one.
    await page.getByRole("dialog").getByText(/\d\d ⵏ ⵓⵎⴽⵔⴰⵢ ⵍⵍⵉ ⵉⵜⵜⵇⵇⵍⵏ/).waitFor();
    await leave(page);
    await context.close();
    closeStage(stage);
  });
});

describe("React Aria", () => {
  it("brings no words but those that the catalogue stands in for", () => {
    const code = globSync("dist/assets/*.js").map((file) => readFileSync(file, "utf8")).join("\n");
    assert.equal(code.match(/"en-US":\w/g)?.length, 1);
  });
});
