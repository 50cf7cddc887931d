import { useRef } from "react";
import { useText } from "../../i18n/text";
import { CopyButton } from "../../ui/Copy";

interface Props {
  readonly name: string;
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Recovery codes, the one time that they can be seen. */
export function RecoveryCodes({ name, codes, onKept }: Props) {
  const t = useText();
  const list = useRef<HTMLOListElement>(null);
  return (
    <div className="once">
      <p>{t("recovery.text", { count: codes.length })}</p>
      <ol className="codes" dir="ltr" ref={list}>
        {codes.map((code) => (
          <li key={code} className="mono">
            {code}
          </li>
        ))}
      </ol>
      <div className="once-actions">
        <CopyButton text={codes.join("\n")} shown={list} />
        <button
          type="button"
          className="button small"
          onClick={() => {
            download(t("recovery.file"), `${t("recovery.file.head", { name, host: location.host })}\n\n${codes.join("\n")}\n`);
          }}
        >
          {t("recovery.download")}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => {
            print();
          }}
        >
          {t("recovery.print")}
        </button>
      </div>
      <button type="button" className="button primary" onClick={onKept}>
        {t("recovery.kept")}
      </button>
    </div>
  );
}

function download(file: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file;
  link.click();
  // The browser has to begin to read it first.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 1000);
}
