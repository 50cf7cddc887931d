import { mkdirSync } from "node:fs";
import { openBrowser } from "./chromium.ts";
import { LANGUAGES } from "./looks.ts";
import { SCENES, type Scene } from "./scenes.ts";
import { closeStage, NOW, openStage, PATHS, type Stage } from "./stage.ts";
import type { World } from "../mock/world.ts";

/** `npm run screenshots [pattern of names]`: pictures of the pages, to be looked at. */
const wanted = new RegExp(process.argv[2] ?? "");
mkdirSync("screenshots", { recursive: true });

/** A world of its own for each look, since what is done for a picture stays done. */
async function openScene(): Promise<Stage> {
  const stage = await openStage();
  stage.world.accounts.open(undefined, "link");
  if (process.env["SCENE"] === "running") run(stage.world);
  return stage;
}

function run(world: World): void {
  const ids = world.runs.filter(({ state }) => state === "waiting").map(({ tenant }) => tenant);
  const states = ["done", "done", "applying", "applying", "verifying", "preparing", "held", "reverted", "done"] as const;
  states.forEach((state, index) => world.set(ids[index * 3] ?? "", state, index % 3));
  world.rollout.state = "running";
  world.rollout.because = "";
  world.changed();
}

type Picture = Partial<Scene> & { readonly path: string };
const plain = Object.entries(PATHS).map(([name, path]): [string, Picture] => [name, { path }]);
const pages: Record<string, Picture> = { ...Object.fromEntries(plain), ...SCENES };
const themes = ["light", "dark"] as const;
for (const width of [1440, 390]) {
  const context = await openBrowser({ viewport: { width, height: width === 390 ? 844 : 1000 }, deviceScaleFactor: 1 });
  await context.clock.setFixedTime(NOW);
  for (const language of LANGUAGES)
    for (const theme of themes) {
      const stage = await openScene();
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
      closeStage(stage);
    }
  await context.close();
}
