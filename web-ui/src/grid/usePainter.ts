import { useLayoutEffect, useRef, type RefObject } from "react";
import { onPrefs } from "../prefs/prefs";
import type { Layout } from "./layout";
import type { Cell } from "./model";
import { GridPainter } from "./painter";

const MEDIA = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)", "print"];

export function usePainter(
  canvas: RefObject<HTMLCanvasElement | null>,
  cells: readonly Cell[],
  layout: Layout,
  width: number,
): void {
  const painter = useRef<GridPainter>(null);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const made = new GridPainter(canvas.current);
    painter.current = made;
    const stopPrefs = onPrefs(made.recolour);
    const media = MEDIA.map((query) => matchMedia(query));
    for (const each of media) each.addEventListener("change", made.recolour);
    return () => {
      stopPrefs();
      for (const each of media) each.removeEventListener("change", made.recolour);
      made.dispose();
    };
  }, [canvas]);
  // Before the browser paints: cells that lag behind their headings would be seen, and clicked, in the wrong place.
  useLayoutEffect(() => {
    if (width > 0) painter.current?.show(cells, layout, width);
  }, [cells, layout, width]);
}
