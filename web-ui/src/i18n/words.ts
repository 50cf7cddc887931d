import { useMemo } from "react";
import { ROLES, type Role } from "../state/roles";
import type en from "./en.json";
import { useText } from "./text";

type Key = keyof typeof en;
type After<P extends string> = Extract<Key, `${P}.${string}`> extends `${P}.${infer W}` ? W : never;

const WORDS: Record<After<"word">, true> = {
  current: true,
  behind: true,
  drifted: true,
  unreachable: true,
  suspended: true,
  "not-observed": true,
  waiting: true,
  preparing: true,
  applying: true,
  verifying: true,
  done: true,
  failed: true,
  held: true,
  "in-doubt": true,
  skipped: true,
  reverting: true,
  reverted: true,
};

const SECTORS: Record<After<"sector">, true> = { health: true, education: true, ecommerce: true };

const isRole = (code: string): code is Role => (ROLES as readonly string[]).includes(code);

/** Words that the server sends as codes; one that is not known yet is shown as it is. */
export function useWords() {
  const t = useText();
  return useMemo(
    () => ({
      state: (word: string) => (word in WORDS ? t(`word.${word as After<"word">}`) : word),
      /** Waves that the server numbered are named in the page's language, others as their author did. */
      wave: ({ name, canary }: { name: string; canary: boolean }) => {
        const number = /^wave[ -]?(\d+)$/i.exec(name)?.[1];
        if (number !== undefined) return t("wave.number", { number: Number(number) });
        return canary && /^canary$/i.test(name) ? t("wave.canary") : name;
      },
      role: (code: string) => (isRole(code) ? t(`role.${code}`) : code),
      roleMay: (code: string) => (isRole(code) ? t(`may.${code}`) : ""),
      sector: (sector: string) => (sector in SECTORS ? t(`sector.${sector as After<"sector">}`) : sector),
    }),
    [t],
  );
}
