import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const css = readFileSync("src/styles/tokens.css", "utf8");

function colour(name: string): [light: string, dark: string] {
  const [, light = "", dark = ""] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? [];
  return [light, dark];
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const STATES = ["waiting", "preparing", "running", "verifying", "done", "failed", "held", "rolled-back"];
const cases = ["ground", "surface"].flatMap((ground) => [
  ...STATES.filter(() => ground === "ground").map((state) => [`s-${state}`, ground, 3] as const),
  ...["ink", "ink-quiet", "danger", "accent"].map((text) => [text, ground, 4.5] as const),
]);

it.each(cases)("%s stands out of %s", (name, ground, least) => {
  const [front, back] = [colour(name), colour(ground)];
  expect(contrast(front[0], back[0])).toBeGreaterThanOrEqual(least - 0.05);
  expect(contrast(front[1], back[1])).toBeGreaterThanOrEqual(least - 0.05);
});
