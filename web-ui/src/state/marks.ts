import type { Schemas } from "../stream/frames";

export type Mark = Schemas["Mark"];

/** In the order of the legend; a mark that is added to the contract breaks the build here. */
const ORDER: Record<Mark, number> = {
  waiting: 0,
  preparing: 1,
  running: 2,
  verifying: 3,
  done: 4,
  failed: 5,
  held: 6,
  "rolled-back": 7,
  unknown: 8,
};

export const MARKS = (Object.keys(ORDER) as Mark[]).sort((a, b) => ORDER[a] - ORDER[b]);

/** A newer server may know a mark that this page does not: it is shown as unknown, never as failed. */
export function readMark(mark: string): Mark {
  return mark in ORDER ? (mark as Mark) : "unknown";
}

const COUNTED: Record<Exclude<Mark, "unknown">, Exclude<keyof Schemas["Counts"], "total">> = {
  waiting: "waiting",
  preparing: "preparing",
  running: "running",
  verifying: "verifying",
  done: "done",
  failed: "failed",
  held: "held",
  "rolled-back": "rolledBack",
};

export interface MarkCount {
  readonly mark: Mark;
  readonly count: number;
}

/** The counts of a rollout or a wave as marks, in the order of the legend, without zeroes. */
export function countsByMark(counts: Schemas["Counts"]): MarkCount[] {
  return MARKS.filter((mark) => mark !== "unknown")
    .map((mark) => ({ mark, count: counts[COUNTED[mark]] }))
    .filter(({ count }) => count > 0);
}

export function countMarks(marks: Iterable<Mark>): MarkCount[] {
  const counts = new Map<Mark, number>();
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return MARKS.map((mark) => ({ mark, count: counts.get(mark) ?? 0 })).filter(({ count }) => count > 0);
}
