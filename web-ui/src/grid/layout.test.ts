import { describe, expect, it } from "vitest";
import { CELL_GAP, cellAt, layOut } from "./layout";
import type { Group } from "./model";
import { move, nextFailed } from "./moves";

function group(key: string, count: number): Group {
  const cell = (at: number) => ({ id: `${key}-${String(at)}`, label: "", mark: "waiting" as const, progress: 0, drifted: false });
  return { key, label: key, cells: Array.from({ length: count }, (_, at) => cell(at)) };
}

const SIZES = [[20, 20, 20], [1], [58, 1, 1], [0, 3], [3420, 4100, 2480], [7, 7, 7, 7, 7, 7]];
const WIDTHS = [320, 358, 700, 1176, 1400];

describe("layOut", () => {
  const cases = SIZES.flatMap((sizes) => WIDTHS.map((width) => ({ sizes, width })));

  it.each(cases)("keeps cells apart, inside and large enough: $sizes in $width", ({ sizes, width }) => {
    const layout = layOut(sizes.map((size, at) => group(`g${String(at)}`, size)), width);
    expect(layout.size).toBeGreaterThanOrEqual(12);
    const seen = new Set<string>();
    for (const { x, y } of layout.places) {
      expect(x).toBeGreaterThanOrEqual(CELL_GAP);
      expect(x + layout.size).toBeLessThanOrEqual(width - CELL_GAP);
      expect(y + layout.size).toBeLessThanOrEqual(layout.height);
      expect((x - (layout.groups[0]?.x ?? 0)) % 1).toBe(0);
      seen.add(`${String(x)},${String(y)}`);
    }
    expect(seen.size).toBe(layout.places.length);
  });

  it.each(cases)("finds every cell again by its middle: $sizes in $width", ({ sizes, width }) => {
    const layout = layOut(sizes.map((size, at) => group(`g${String(at)}`, size)), width);
    layout.places.forEach(({ x, y }, index) => {
      expect(cellAt(layout, x + layout.size / 2, y + layout.size / 2)).toBe(index);
    });
    expect(cellAt(layout, 10, 5)).toBe(-1);
  });

  it("puts three groups of twenty side by side in rows of ten", () => {
    const layout = layOut([group("a", 20), group("b", 20), group("c", 20)], 1176);
    expect(layout.columns).toBe(10);
    expect(new Set(layout.groups.map(({ y }) => y)).size).toBe(1);
  });
});

describe("move", () => {
  const layout = layOut([group("a", 20), group("b", 20)], 700);
  const key = (from: number, name: string, whole = false, rtl = false) => move(layout, from, name, whole, rtl);

  it("goes along the row, over the edge of a group, and stays at the ends", () => {
    expect([key(0, "ArrowRight"), key(19, "ArrowRight"), key(0, "ArrowLeft"), key(39, "ArrowRight")]).toEqual([1, 20, 0, 39]);
  });

  it("is mirrored from right to left", () => {
    expect(key(5, "ArrowLeft", false, true)).toBe(6);
  });

  it("goes up and down by place", () => {
    expect(key(3, "ArrowDown")).toBe(3 + layout.columns);
    expect(key(3 + layout.columns, "ArrowUp")).toBe(3);
    expect(key(2, "ArrowUp")).toBe(2);
  });

  it("goes to the ends of the row, or of everything", () => {
    expect([key(3, "Home"), key(3, "End"), key(3, "Home", true), key(3, "End", true)]).toEqual([0, layout.columns - 1, 0, 39]);
  });

  it("leaves other keys alone", () => {
    expect(key(3, "a")).toBeUndefined();
  });
});

describe("nextFailed", () => {
  const cells = group("a", 4).cells.map((cell, at) => ({ ...cell, mark: at % 2 === 1 ? ("failed" as const) : cell.mark }));

  it("goes on after the end and finds nothing where nothing failed", () => {
    expect([nextFailed(cells, 0), nextFailed(cells, 1), nextFailed(cells, 3)]).toEqual([1, 3, 1]);
    expect(nextFailed(group("a", 4).cells, 0)).toBeUndefined();
  });
});
