import { useEffect } from "react";
import { prefs } from "../prefs/prefs";

const actions = new Map<string, () => void>();
const SEQUENCE_MILLIS = 1500;
let first: { key: string; at: number } | undefined;

/** Keys mean nothing while somebody writes, with a modifier, in a dialog, or when they are switched off. */
function isMeant(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !prefs().shortcuts) return false;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  return !target?.closest("input, textarea, select, [contenteditable], [role=dialog]");
}

function onKeyDown(event: KeyboardEvent): void {
  if (!isMeant(event)) return;
  const begun = first && event.timeStamp - first.at < SEQUENCE_MILLIS ? `${first.key} ${event.key}` : undefined;
  first = undefined;
  const action = actions.get(begun ?? event.key) ?? actions.get(event.key);
  if (action) {
    event.preventDefault();
    action();
  } else if (event.key === "g") first = { key: "g", at: event.timeStamp };
}

/** Binds a key, or two in a row such as `g f`, while the component is on the page. */
export function useShortcut(keys: string, action: () => void): void {
  useEffect(() => {
    if (actions.size === 0) document.addEventListener("keydown", onKeyDown);
    actions.set(keys, action);
    return () => {
      if (actions.get(keys) === action) actions.delete(keys);
      if (actions.size === 0) document.removeEventListener("keydown", onKeyDown);
    };
  }, [keys, action]);
}
