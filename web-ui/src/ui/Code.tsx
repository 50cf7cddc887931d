import { Fragment, useRef, useState, type ReactNode } from "react";
import { useText } from "../i18n/text";

/** A version, hash, address or piece of SQL: left to right in every language. */
export function Mono({ children }: { children: ReactNode }) {
  return (
    <bdi dir="ltr" className="mono">
      {children}
    </bdi>
  );
}

/** A path, broken only after its joints where it must be. */
export function Path({ of }: { of: string }) {
  return (
    <Mono>
      {of.split(/(?<=[/_])/).map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </Mono>
  );
}

/** A text with its lines numbered from `first`, the given one pointed at. */
export function CodeBlock({ label, text, marked }: { label: string; text: string; marked?: number }) {
  return (
    <div className="code" role="region" aria-label={label} tabIndex={0} dir="ltr">
      <pre>
        {text.replace(/\n$/, "").split("\n").map((line, index) => (
          <code key={index} className={index + 1 === marked ? "marked" : undefined}>
            {line + "\n"}
          </code>
        ))}
      </pre>
    </div>
  );
}

/** A command that can be taken over into a terminal. */
export function Command({ text }: { text: string }) {
  const t = useText();
  const code = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  return (
    <span className="command">
      <code ref={code} dir="ltr">
        {text}
      </code>
      <button
        type="button"
        className="button small"
        onClick={() => {
          void copy(text, code.current).then(setCopied);
        }}
      >
        {copied ? t("copy.done") : t("copy.command")}
      </button>
    </span>
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
