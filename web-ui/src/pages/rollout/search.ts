import { MARKS, type Mark } from "../../state/marks";

export const TABS = ["tenants", "log", "plan", "decisions", "report"] as const;
export type Tab = (typeof TABS)[number];

export interface RolloutSearch {
  readonly tenant?: string;
  readonly tab?: Tab;
  readonly mark?: Mark;
}

export function readRolloutSearch(search: Record<string, unknown>): RolloutSearch {
  const tab = TABS.find((each) => each === search["tab"]);
  const mark = MARKS.find((each) => each === search["mark"]);
  const tenant = search["tenant"];
  return {
    ...(typeof tenant === "string" || typeof tenant === "number" ? { tenant: String(tenant) } : {}),
    ...(tab ? { tab } : {}),
    ...(mark ? { mark } : {}),
  };
}

/** Changes what the address says; undefined takes a part away. */
export type Change = (next: Partial<Record<keyof RolloutSearch, string | undefined>>) => void;
