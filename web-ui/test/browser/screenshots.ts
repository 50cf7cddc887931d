import { mkdirSync } from "node:fs";
import { openBrowser } from "./chromium.ts";
import { SCENES, type Scene } from "./scenes.ts";
import { closeStage, NOW, openStage, PATHS } from "./stage.ts";

/** `npm run screenshots [pattern of names]`: pictures of the pages, to be looked at. */
const wanted = new RegExp(process.argv[2] ?? "");
mkdirSync("screenshots", { recursive: true });
const stage = await openStage();
stage.world.accounts.open(undefined, "link");
if (process.env["SCENE"] === "running") {
  const ids = stage.world.runs.filter(({ state }) => state === "waiting").map(({ tenant }) => tenant);
  const states = ["done", "done", "applying", "applying", "verifying", "preparing", "held", "reverted", "done"] as const;
  states.forEach((state, index) => stage.world.set(ids[index * 3] ?? "", state, index % 3));
  stage.world.rollout.state = "running";
  stage.world.rollout.because = "";
  stage.world.changed();
}

const languages = ["en", "fr"] as const;
const themes = ["light", "dark"] as const;
for (const width of [1440, 390]) {
  const context = await openBrowser({ viewport: { width, height: width === 390 ? 844 : 1000 }, deviceScaleFactor: 1 });
  await context.clock.setFixedTime(NOW);
  const pages = { ...Object.fromEntries(Object.entries(PATHS).map(([name, path]) => [name, { path } as Partial<Scene> & { path: string }])), ...SCENES };
  for (const language of languages)
    for (const theme of themes) {
      for (const [name, { path, session, act }] of Object.entries(pages)) {
        const file = `${name}-${String(width)}-${language}-${theme}`;
        if (!wanted.test(file)) continue;
        await context.addCookies([{ name: "dihya_session", value: session ?? "some", url: stage.origin }]);
        const page = await context.newPage();
        await page.addInitScript((prefs) => {
          localStorage.setItem("dihya.prefs", prefs);
        }, JSON.stringify({ language, theme }));
        await page.goto(stage.origin + path);
        await page.locator("h1").first().waitFor();
        await page.locator(".notice.loading").waitFor({ state: "detached" });
        await act?.(page);
        await page.evaluate(() => document.fonts.ready.then(() => true));
        await page.waitForTimeout(300);
        await page.screenshot({ path: `screenshots/${file}.png`, fullPage: true });
        await page.close();
      }
    }
  await context.close();
}
closeStage(stage);
