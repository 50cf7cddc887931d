import type { Layout } from "./layout";
import type { Cell } from "./model";

interface Props {
  readonly id: string;
  readonly layout: Layout;
  readonly index: number;
  readonly cell: Cell | undefined;
  readonly chosen: boolean;
}

/** The only cell that is in the document: the one that the keyboard is on. */
export function ActiveCell({ id, layout, index, cell, chosen }: Props) {
  const at = layout.places[index];
  const place = at && {
    insetInlineStart: at.x,
    insetBlockStart: at.y,
    inlineSize: layout.size,
    blockSize: layout.size,
  };
  return (
    <div role="row" aria-rowindex={1}>
      <div
        role="gridcell"
        id={id}
        className="cell-active"
        aria-colindex={index + 1}
        aria-selected={chosen}
        aria-label={cell?.label ?? ""}
        style={place ?? {}}
      />
    </div>
  );
}
