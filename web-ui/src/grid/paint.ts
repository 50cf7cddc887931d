import type { Mark } from "../state/marks";
import type { Colours } from "./colours";
import { CELL_GAP } from "./layout";
import type { Cell } from "./model";

interface Brush {
  readonly c: CanvasRenderingContext2D;
  readonly x: number;
  readonly y: number;
  readonly s: number;
  readonly colours: Colours;
  readonly colour: string;
  readonly rtl: boolean;
}

/** A ring takes half of the gap between cells, so that no cell paints over its neighbour. */
const RING = CELL_GAP / 2;

/** Every state has a shape of its own, so that none depends on its colour. */
const SHAPES: Record<Mark, (brush: Brush, cell: Cell) => void> = {
  waiting: (b) => {
    outline(b, 1);
  },
  preparing: (b) => {
    outline(b, 1.5);
    disc(b, b.s * 0.22);
  },
  running: (b, cell) => {
    outline(b, 1.5);
    const width = Math.max(3, Math.round((b.s - 2) * Math.min(1, Math.max(0.08, cell.progress))));
    b.c.fillRect(b.rtl ? b.x + b.s - 1 - width : b.x + 1, b.y + 1, width, b.s - 2);
  },
  verifying: (b) => {
    outline(b, 1.5);
    stroke(b, b.colour, [[0.26, 0.54], [0.43, 0.7], [0.75, 0.32]]);
  },
  done: (b) => {
    solid(b);
  },
  failed: (b) => {
    b.c.lineWidth = RING;
    b.c.strokeRect(b.x - RING / 2, b.y - RING / 2, b.s + RING, b.s + RING);
    b.c.fillRect(b.x + RING, b.y + RING, b.s - 2 * RING, b.s - 2 * RING);
    stroke(b, b.colours.onFill, [[0.34, 0.34], [0.66, 0.66]]);
    stroke(b, b.colours.onFill, [[0.66, 0.34], [0.34, 0.66]]);
  },
  held: (b) => {
    solid(b);
    stroke(b, b.colours.onHeld, [[0.4, 0.26], [0.4, 0.74]]);
    stroke(b, b.colours.onHeld, [[0.6, 0.26], [0.6, 0.74]]);
  },
  "rolled-back": (b) => {
    solid(b);
    returnArrow(b);
  },
  unknown: (b) => {
    b.c.setLineDash([2, 2]);
    outline(b, 1);
    b.c.setLineDash([]);
    disc(b, Math.max(1, b.s * 0.07));
  },
};

export function paintCell(
  c: CanvasRenderingContext2D,
  cell: Cell,
  at: { x: number; y: number; s: number },
  colours: Colours,
  rtl: boolean,
): void {
  const colour = colours.marks[cell.mark];
  const brush = { c, ...at, colours, colour, rtl };
  c.fillStyle = colours.ground;
  c.fillRect(at.x - RING, at.y - RING, at.s + 2 * RING, at.s + 2 * RING);
  c.fillStyle = colour;
  c.strokeStyle = colour;
  SHAPES[cell.mark](brush, cell);
  if (cell.drifted) notch(brush);
}

function outline({ c, x, y, s }: Brush, width: number): void {
  c.lineWidth = width;
  c.strokeRect(x + width / 2, y + width / 2, s - width, s - width);
}

function solid({ c, x, y, s }: Brush): void {
  c.beginPath();
  c.roundRect(x, y, s, s, 2);
  c.fill();
}

function disc({ c, x, y, s }: Brush, radius: number): void {
  c.beginPath();
  c.arc(x + s / 2, y + s / 2, radius, 0, 2 * Math.PI);
  c.fill();
}

function stroke({ c, x, y, s }: Brush, colour: string, points: readonly (readonly [number, number])[]): void {
  c.strokeStyle = colour;
  c.lineWidth = Math.max(1.25, s * 0.075);
  c.beginPath();
  points.forEach(([px, py], index) => {
    if (index === 0) c.moveTo(x + px * s, y + py * s);
    else c.lineTo(x + px * s, y + py * s);
  });
  c.stroke();
}

function returnArrow(b: Brush): void {
  const { c, x, y, s } = b;
  const mirrored = (px: number) => (b.rtl ? 1 - px : px);
  c.strokeStyle = b.colours.onFill;
  c.lineWidth = Math.max(1.25, s * 0.075);
  c.beginPath();
  c.moveTo(x + mirrored(0.32) * s, y + 0.68 * s);
  c.lineTo(x + mirrored(0.56) * s, y + 0.68 * s);
  c.bezierCurveTo(x + mirrored(0.8) * s, y + 0.68 * s, x + mirrored(0.8) * s, y + 0.36 * s, x + mirrored(0.56) * s, y + 0.36 * s);
  c.lineTo(x + mirrored(0.3) * s, y + 0.36 * s);
  c.stroke();
  stroke(b, b.colours.onFill, [[mirrored(0.42), 0.24], [mirrored(0.29), 0.36], [mirrored(0.42), 0.48]]);
}

/** Drift is a corner, never a fill: the state stays readable beneath it. */
function notch({ c, x, y, s, colours, rtl }: Brush): void {
  const corner = rtl ? x : x + s;
  const inwards = rtl ? 1 : -1;
  for (const [size, colour] of [[Math.round(s * 0.5), colours.ground], [Math.round(s * 0.36), colours.ink]] as const) {
    c.fillStyle = colour;
    c.beginPath();
    c.moveTo(corner + inwards * size, y);
    c.lineTo(corner, y);
    c.lineTo(corner, y + size);
    c.fill();
  }
}
