import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useText } from "../i18n/text";
import { useShortcut } from "../shell/shortcuts";
import { ActiveCell } from "./ActiveCell";
import { cellAt, layOut } from "./layout";
import type { Cell, Group } from "./model";
import { move, nextFailed } from "./moves";
import { usePainter } from "./usePainter";
import { useWidth } from "./useWidth";

interface Props {
  readonly label: string;
  readonly groups: readonly Group[];
  readonly selected: string | undefined;
  readonly onOpen: (id: string) => void;
  /** What is told of a cell while the pointer is over it. */
  readonly tip: (id: string) => ReactNode;
}

/** A canvas for the eye and one live cell for everybody else; the arrows move that cell. */
export function CellGrid({ label, groups, selected, onOpen, tip }: Props) {
  const t = useText();
  const [frame, width] = useWidth();
  const cells = useMemo(() => groups.flatMap((group) => group.cells), [groups]);
  const shape = groups.map((group) => `${group.key}:${String(group.cells.length)}`).join("|");
  // The layout depends on how many cells each group has, not on what they say.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo(() => layOut(groups, width), [shape, width]);
  const canvas = useRef<HTMLCanvasElement>(null);
  usePainter(canvas, cells, layout, width);
  const [place, setPlace] = useState<{ at: number; of: string }>();
  const [hover, setHover] = useState(-1);
  const id = useId();

  const chosen = cells.findIndex((cell) => cell.id === selected);
  // A place among other cells, or before another choice, means nothing any more.
  const of = `${shape}/${selected ?? ""}`;
  const active = Math.min(place?.of === of ? place.at : Math.max(0, chosen), cells.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    if (event.key === "Enter" || event.key === " ") open(cells[active]);
    else if (event.key === "f" && !event.ctrlKey && !event.metaKey) go(nextFailed(cells, active));
    else {
      const next = move(layout, active, event.key, event.ctrlKey || event.metaKey, rtl);
      if (next === undefined) return;
      go(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const go = (next: number | undefined) => {
    if (next !== undefined) setPlace({ at: next, of });
  };
  useShortcut("f", () => {
    document.getElementById(`${id}grid`)?.focus();
    go(nextFailed(cells, active));
  });
  const open = (cell: Cell | undefined) => {
    if (cell) onOpen(cell.id);
  };
  const under = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const x = rtl ? box.right - event.clientX : event.clientX - box.left;
    return cellAt(layout, x, event.clientY - box.top);
  };

  return (
    <div className="cell-grid" ref={frame}>
      {layout.groups.map((group, index) => (
        <h2
          key={group.key}
          style={{ insetInlineStart: group.x, insetBlockStart: group.y, maxInlineSize: group.width }}
        >
          {groups[index]?.label} <small>{t("number", { count: group.count })}</small>
        </h2>
      ))}
      <canvas ref={canvas} aria-hidden="true" />
      {/* A grid without a cell is none. */}
      {cells.length > 0 && (
        <div
          role="grid"
          id={`${id}grid`}
          className="cells"
          tabIndex={0}
          aria-label={label}
          aria-description={t("grid.keys")}
          aria-rowcount={1}
          aria-colcount={cells.length}
          aria-activedescendant={`${id}active`}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => {
            setHover(under(event));
          }}
          onPointerLeave={() => {
            setHover(-1);
          }}
          onClick={(event) => {
            const at = under(event);
            if (at >= 0) go(at);
            open(cells[at]);
          }}
        >
          <ActiveCell id={`${id}active`} layout={layout} index={active} cell={cells[active]} chosen={active === chosen} />
        </div>
      )}
      <Selection layout={layout} index={chosen} />
      <Tip layout={layout} index={hover} width={width}>
        {hover >= 0 && tip(cells[hover]?.id ?? "")}
      </Tip>
    </div>
  );
}

function Selection({ layout, index }: { layout: ReturnType<typeof layOut>; index: number }) {
  const at = layout.places[index];
  if (!at) return null;
  const style = { insetInlineStart: at.x, insetBlockStart: at.y, inlineSize: layout.size, blockSize: layout.size };
  return <div className="cell-chosen" style={style} />;
}

interface TipProps {
  readonly layout: ReturnType<typeof layOut>;
  readonly index: number;
  readonly width: number;
  readonly children: ReactNode;
}

function Tip({ layout, index, width, children }: TipProps) {
  const at = layout.places[index];
  if (!at) return null;
  const top = at.y + layout.size + 8;
  const side = at.x > width / 2 ? { insetInlineEnd: width - at.x - layout.size } : { insetInlineStart: at.x };
  return (
    <div className="cell-tip" style={{ insetBlockStart: top, ...side }} aria-hidden="true">
      {children}
    </div>
  );
}
