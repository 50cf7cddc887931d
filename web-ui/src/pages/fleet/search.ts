export const GROUPINGS = ["sector", "version", "engine", "region", "wave"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What is out of order and can be filtered by; the selector language has no word for it. */
export const ATTENTIONS = ["drifted", "unreachable", "behind", "suspended", "not-observed"] as const;
export type Attention = (typeof ATTENTIONS)[number];

export interface FleetSearch {
  readonly select?: string;
  readonly group?: Grouping;
  readonly view?: "table";
  readonly attention?: Attention;
  readonly tenant?: string;
}

/** Changes what the address says; undefined takes a part away. */
export type Change = (next: Partial<Record<keyof FleetSearch, string | undefined>>) => void;

/** Whatever stands in the address becomes something that can be shown. */
export function readFleetSearch(search: Record<string, unknown>): FleetSearch {
  const group = GROUPINGS.find((each) => each === search["group"]);
  const attention = ATTENTIONS.find((each) => each === search["attention"]);
  return {
    ...text("select", search),
    ...text("tenant", search),
    ...(group ? { group } : {}),
    ...(attention ? { attention } : {}),
    ...(search["view"] === "table" ? { view: "table" } : {}),
  };
}

function text<K extends string>(key: K, search: Record<string, unknown>): { [P in K]?: string } {
  const value = search[key];
  const known = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return known === "" ? {} : ({ [key]: known } as { [P in K]?: string });
}
