import { useState, type RefObject } from "react";
import { useText } from "../i18n/text";

/** Takes a text that is shown to the clipboard. */
export function CopyButton({ text, shown }: { text: string; shown: RefObject<HTMLElement | null> }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="button small"
      onClick={() => {
        void copy(text, shown.current).then(setCopied);
      }}
    >
      {copied ? t("copy.done") : t("copy.command")}
    </button>
  );
}

/** The clipboard API is missing on plain http to another host; there the selection is copied the old way. */
async function copy(text: string, shown: HTMLElement | null): Promise<boolean> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    const written = await clipboard.writeText(text).then(() => true, () => false);
    if (written) return true;
  }
  if (!shown) return false;
  getSelection()?.selectAllChildren(shown);
  return document.execCommand("copy");
}
