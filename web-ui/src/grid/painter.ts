import { readColours, type Colours } from "./colours";
import type { Layout } from "./layout";
import type { Cell } from "./model";
import { paintCell } from "./paint";

const FLASH_MILLIS = 300;

/** Paints the grid outside of React: all of it when its form changes, else the cells that changed. */
export class GridPainter {
  private readonly canvas: HTMLCanvasElement;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private cells: readonly Cell[] = [];
  private layout: Layout | undefined;
  private width = 0;
  private ratio = 0;
  private colours: Colours;
  private readonly flashes = new Map<number, number>();
  private frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.colours = readColours(canvas);
  }

  show(cells: readonly Cell[], layout: Layout, width: number): void {
    const whole = layout !== this.layout || width !== this.width || devicePixelRatio !== this.ratio;
    const before = this.cells;
    this.cells = cells;
    if (whole) return this.resize(layout, width);
    cells.forEach((cell, index) => {
      const old = before[index];
      if (!old || !differs(old, cell)) return;
      if (old.mark !== cell.mark && !this.calm.matches) this.flashes.set(index, performance.now());
      this.paint(index, 0);
    });
    if (this.flashes.size > 0 && this.frame === 0) this.frame = requestAnimationFrame(this.fade);
  }

  /** For a new theme, contrast or medium. */
  recolour = (): void => {
    this.colours = readColours(this.canvas);
    this.cells.forEach((_, index) => {
      this.paint(index, 0);
    });
  };

  dispose(): void {
    cancelAnimationFrame(this.frame);
  }

  private resize(layout: Layout, width: number): void {
    this.layout = layout;
    this.width = width;
    this.ratio = devicePixelRatio;
    this.flashes.clear();
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(layout.height * this.ratio);
    this.canvas.style.inlineSize = `${String(width)}px`;
    this.canvas.style.blockSize = `${String(layout.height)}px`;
    this.recolour();
  }

  private fade = (now: number): void => {
    this.frame = 0;
    for (const [index, start] of this.flashes) {
      const left = 1 - (now - start) / FLASH_MILLIS;
      if (left <= 0) this.flashes.delete(index);
      this.paint(index, Math.max(0, Math.min(1, left)));
    }
    if (this.flashes.size > 0) this.frame = requestAnimationFrame(this.fade);
  };

  private paint(index: number, flash: number): void {
    const context = this.canvas.getContext("2d");
    const place = this.layout?.places[index];
    const cell = this.cells[index];
    if (!context || !place || !cell || !this.layout) return;
    const rtl = getComputedStyle(this.canvas).direction === "rtl";
    const s = this.layout.size;
    const x = rtl ? this.width - place.x - s : place.x;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    paintCell(context, cell, { x, y: place.y, s }, this.colours, rtl);
    if (flash === 0) return;
    context.globalAlpha = flash * 0.7;
    context.fillStyle = this.colours.ground;
    context.fillRect(x, place.y, s, s);
    context.globalAlpha = 1;
  }
}

function differs(a: Cell, b: Cell): boolean {
  return a.id !== b.id || a.mark !== b.mark || a.progress !== b.progress || a.drifted !== b.drifted;
}
