import type { Group } from "./model";

export interface PlacedGroup {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly first: number;
  readonly count: number;
}

export interface Layout {
  readonly size: number;
  readonly height: number;
  readonly columns: number;
  readonly groups: readonly PlacedGroup[];
  /** Two numbers a cell, in the order of the groups. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

export const CELL_GAP = 3;
const GROUP_GAP = 28;
const HEADING = 28;
/** The ring of a failed cell stands out of it by this much. */
const MARGIN = 4;
const LARGEST = 36;
/** A group narrower than this stands below the others. */
const NARROWEST = 200;

/** Marks are drawn at any size, so cells never go below 12 px; beyond a screenful the page scrolls. */
function wantedSize(cells: number): number {
  if (cells <= 240) return 28;
  if (cells <= 800) return 20;
  return cells <= 2400 ? 16 : 12;
}

/** Groups stand side by side as long as they have room, all with cells of one size. Units are CSS pixels. */
export function layOut(groups: readonly Group[], width: number): Layout {
  const inner = Math.max(0, width - 2 * MARGIN);
  const abreast = Math.max(1, Math.min(groups.length, 4, Math.floor((inner + GROUP_GAP) / (NARROWEST + GROUP_GAP))));
  const groupWidth = Math.floor((inner - GROUP_GAP * (abreast - 1)) / abreast);
  const total = groups.reduce((sum, group) => sum + group.cells.length, 0);
  const columns = columnsFor(groups, groupWidth, wantedSize(total));
  const size = Math.min(LARGEST, Math.floor((groupWidth - CELL_GAP * (columns - 1)) / columns));
  return place(groups, { abreast, groupWidth, columns, size });
}

/** As many columns as fit; with few rows, so many that the rows of the largest group are equally long. */
function columnsFor(groups: readonly Group[], groupWidth: number, wanted: number): number {
  const fit = Math.max(1, Math.floor((groupWidth + CELL_GAP) / (wanted + CELL_GAP)));
  const largest = Math.max(1, ...groups.map((group) => group.cells.length));
  const rows = Math.ceil(largest / fit);
  return rows <= 4 ? Math.ceil(largest / rows) : fit;
}

interface Frame {
  readonly abreast: number;
  readonly groupWidth: number;
  readonly columns: number;
  readonly size: number;
}

function place(groups: readonly Group[], { abreast, groupWidth, columns, size }: Frame): Layout {
  const step = size + CELL_GAP;
  const placed: PlacedGroup[] = [];
  const places: { x: number; y: number }[] = [];
  let top = 0;
  let bottom = 0;
  groups.forEach((group, index) => {
    if (index % abreast === 0) top = bottom === 0 ? 0 : bottom + GROUP_GAP;
    const x = MARGIN + (index % abreast) * (groupWidth + GROUP_GAP);
    placed.push({ key: group.key, x, y: top, width: groupWidth, first: places.length, count: group.cells.length });
    group.cells.forEach((_, at) => {
      places.push({ x: x + (at % columns) * step, y: top + HEADING + Math.floor(at / columns) * step });
    });
    bottom = Math.max(bottom, top + HEADING + Math.ceil(group.cells.length / columns) * step);
  });
  return { size, columns, height: bottom + MARGIN, groups: placed, places };
}

/** The index of the cell under a point, or -1. */
export function cellAt(layout: Layout, x: number, y: number): number {
  const step = layout.size + CELL_GAP;
  for (const group of layout.groups) {
    if (x < group.x || x >= group.x + group.width || group.count === 0) continue;
    const column = Math.floor((x - group.x) / step);
    const row = Math.floor((y - group.y - HEADING) / step);
    const at = row * layout.columns + column;
    if (row >= 0 && column < layout.columns && at < group.count) return group.first + at;
  }
  return -1;
}
