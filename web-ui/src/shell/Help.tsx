import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useText, type MessageKey } from "../i18n/text";
import { AskDialog } from "../ui/AskDialog";
import { useShortcut } from "./shortcuts";

const KEYS = [
  ["g f", "nav.fleet"],
  ["g r", "nav.rollouts"],
  ["g m", "nav.migrations"],
  ["g a", "nav.archives"],
  ["/", "help.filter"],
  ["v", "help.view"],
  ["f", "help.failed"],
  ["?", "help.title"],
] as const satisfies readonly (readonly [string, MessageKey])[];

/** Holds the keys that work on every page, and the list of them. */
export function Help() {
  const t = useText();
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  useShortcut("g f", () => void go({ to: "/fleet" }));
  useShortcut("g r", () => void go({ to: "/rollouts" }));
  useShortcut("g m", () => void go({ to: "/migrations" }));
  useShortcut("g a", () => void go({ to: "/archives" }));
  useShortcut("/", () => document.querySelector<HTMLElement>("[data-filter]")?.focus());
  useShortcut("?", () => {
    setOpen(true);
  });
  if (!open) return null;
  return (
    <AskDialog
      title={t("help.title")}
      onClose={() => {
        setOpen(false);
      }}
    >
      <dl className="keys">
        {KEYS.map(([keys, name]) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("help.off")}</p>
    </AskDialog>
  );
}
