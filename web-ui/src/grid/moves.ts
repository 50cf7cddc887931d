import type { Layout } from "./layout";
import type { Cell } from "./model";

type Place = Layout["places"][number];

/** Where an arrow, Home or End leads from a cell; undefined for other keys. `rtl` mirrors left and right. */
export function move(layout: Layout, from: number, key: string, wholeGrid: boolean, rtl: boolean): number | undefined {
  const last = layout.places.length - 1;
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const backward = rtl ? "ArrowRight" : "ArrowLeft";
  if (key === forward) return Math.min(last, from + 1);
  if (key === backward) return Math.max(0, from - 1);
  if (key === "ArrowDown") return vertical(layout, from, 1);
  if (key === "ArrowUp") return vertical(layout, from, -1);
  if (key !== "Home" && key !== "End") return undefined;
  if (wholeGrid) return key === "Home" ? 0 : last;
  return rowEnd(layout, from, key === "Home" ? -1 : 1);
}

/** The nearest cell straight above or below, also over the edge of a group; stays where there is none. */
function vertical(layout: Layout, from: number, direction: 1 | -1): number {
  const start = layout.places[from];
  if (!start) return from;
  let best = from;
  let least = Infinity;
  layout.places.forEach((place, index) => {
    const dy = (place.y - start.y) * direction;
    const distance = dy * 4 + Math.abs(place.x - start.x);
    if (dy > 0 && Math.abs(place.x - start.x) < 200 && distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

function rowEnd(layout: Layout, from: number, direction: 1 | -1): number {
  const group = layout.groups.find((each) => from >= each.first && from < each.first + each.count);
  const start = layout.places[from];
  if (!group || !start) return from;
  const sameRow = (place: Place | undefined, index: number) =>
    place?.y === start.y && index >= group.first && index < group.first + group.count;
  let at = from;
  while (sameRow(layout.places[at + direction], at + direction)) at += direction;
  return at;
}

/** The next failed cell after this one, around the end; undefined when nothing has failed. */
export function nextFailed(cells: readonly Cell[], from: number): number | undefined {
  for (let step = 1; step <= cells.length; step++) {
    const at = (from + step) % cells.length;
    if (cells[at]?.mark === "failed") return at;
  }
  return undefined;
}
