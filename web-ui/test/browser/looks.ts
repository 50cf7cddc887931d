/** The languages and themes that a page is looked at in. */
export const LANGUAGES = ["en", "fr", "ar", "tzm-Tfng"] as const;
const THEMES = ["light", "dark"] as const;

export interface Look {
  readonly language: (typeof LANGUAGES)[number];
  readonly theme: (typeof THEMES)[number];
}

/** Whether the long form of the tests is wanted. */
export const FULL = process.env["DIHYA_TESTS_FULL"] === "true";

// The theme changes with each language, so that neighbours differ in both.
const LOOKS: readonly Look[] = [0, 1].flatMap((turn) =>
  LANGUAGES.map((language, index) => ({ language, theme: THEMES[(index + turn) % 2] ?? "light" })),
);

/**
 * Each thing with the looks that it is tested in: with all of them in the long form, else with one, in turn, so that a few
 * things together meet every look.
 */
export function eachWithLooks<T>(things: readonly T[]): (Look & { readonly thing: T })[] {
  return things.flatMap((thing, index) => {
    const turn = index % LOOKS.length;
    return (FULL ? LOOKS : LOOKS.slice(turn, turn + 1)).map((look) => ({ ...look, thing }));
  });
}
