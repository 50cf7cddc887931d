import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
export const LANGUAGES = ["en", "fr", "ar", "tzm-Tfng"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Zone = "utc" | "mine";

export interface Prefs {
  readonly theme: Theme;
  readonly language: Language;
  readonly zone: Zone;
  readonly shortcuts: boolean;
}

const KEY = "dihya.prefs";

function defaults(): Prefs {
  // Browsers call the same language zgh as well.
  const wanted = navigator.language.replace(/^(zgh|tzm)(-Tfng)?\b/, "tzm-Tfng");
  const language = LANGUAGES.find((each) => wanted.startsWith(each)) ?? "en";
  return { theme: "system", language, zone: "utc", shortcuts: true };
}

/** A browser that forbids storage still gets a page, only without memory. */
function stored(): Partial<Prefs> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Prefs>;
  } catch {
    return {};
  }
}

let current: Prefs = { ...defaults(), ...stored() };
const listeners = new Set<() => void>();

export function prefs(): Prefs {
  return current;
}

export function setPref<K extends keyof Prefs>(key: K, value: Prefs[K]): void {
  current = { ...current, [key]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // The choice holds until the page is left.
  }
  apply();
  for (const listener of listeners) listener();
}

/** Brings the page's root in line with the choices; also wanted once at start. */
export function apply(): void {
  const root = document.documentElement;
  root.lang = current.language;
  root.dir = current.language === "ar" ? "rtl" : "ltr";
  if (current.theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = current.theme;
}

export function onPrefs(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePrefs(): Prefs {
  return useSyncExternalStore(onPrefs, prefs);
}
