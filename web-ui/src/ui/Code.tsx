import { Fragment, useRef, type ReactNode } from "react";
import { CopyButton } from "./Copy";

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

/** A command, an address or a secret that can be taken over into another program. */
export function Command({ text }: { text: string }) {
  const code = useRef<HTMLElement>(null);
  return (
    <span className="command">
      <code ref={code} dir="ltr">
        {text}
      </code>
      <CopyButton text={text} shown={code} />
    </span>
  );
}
