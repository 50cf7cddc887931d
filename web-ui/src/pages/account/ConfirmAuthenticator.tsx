import { useState } from "react";
import { useText } from "../../i18n/text";
import { CodeField } from "../../ui/CodeField";
import { Command } from "../../ui/Code";
import { readCode } from "../../ui/readCode";
import { Refusal } from "../../ui/Refusal";
import { useWait } from "../../ui/TryLater";
import { QrCode } from "./QrCode";

interface Props {
  readonly given: { readonly secret: string; readonly uri: string };
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: (code: string) => void;
}

/** The secret for the eye of a telephone, for an authenticator on this device, and to be typed; then the first code. */
export function ConfirmAuthenticator({ given, pending, error, onConfirm }: Props) {
  const t = useText();
  const [code, setCode] = useState("");
  const wait = useWait(error);
  const sure = code.trim() !== "" && !pending && wait === 0;
  return (
    <section className="enrol">
      <div className="authenticator">
        <QrCode text={given.uri} label={t("enrol.qr")} />
        <div className="field">
          <h2>{t("enrol.scan")}</h2>
          <p>{t("enrol.scan.how")}</p>
          <p>
            <a href={given.uri}>{t("enrol.open")}</a>
          </p>
          <p className="quiet">{t("enrol.type")}</p>
          <Command text={inGroups(given.secret)} />
        </div>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) onConfirm(readCode(code));
        }}
      >
        <h2>{t("enrol.confirm")}</h2>
        <CodeField recovery={false} value={code} onChange={setCode} />
        <Refusal error={error} wrong="code.wrong" wait={wait} />
        <button type="submit" className="button primary" aria-disabled={!sure}>
          {t("enrol.confirm.do")}
        </button>
      </form>
    </section>
  );
}

/** In groups of four a person can copy it by hand; authenticators do not mind the spaces. */
function inGroups(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, "$1 ");
}
