import type { Mark } from "../state/marks";

/** One tenant in the grid. `label` names it for people who cannot see it: "clinique-lyon, failed". */
export interface Cell {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  /** 0 to 1 while running. */
  readonly progress: number;
  readonly drifted: boolean;
}

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly Cell[];
}
