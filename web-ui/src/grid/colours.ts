import type { Mark } from "../state/marks";

/** The colours of the page as it is now: theme, contrast and print are the style sheet's business. */
export interface Colours {
  readonly ground: string;
  readonly ink: string;
  /** Drawn on top of a filled cell. */
  readonly onFill: string;
  readonly onHeld: string;
  readonly marks: Record<Mark, string>;
}

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: read("--ground"),
    ink: read("--ink"),
    onFill: read("--on-fill"),
    onHeld: read("--on-held"),
    marks: {
      waiting: read("--s-waiting"),
      preparing: read("--s-preparing"),
      running: read("--s-running"),
      verifying: read("--s-verifying"),
      done: read("--s-done"),
      failed: read("--s-failed"),
      held: read("--s-held"),
      "rolled-back": read("--s-rolled-back"),
      unknown: read("--s-waiting"),
    },
  };
}
