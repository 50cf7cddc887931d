import { useId, useState } from "react";
import { useText } from "../i18n/text";

interface Props {
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** Whether a recovery code is good as well. */
  readonly recovery: boolean;
}

/** The authenticator's six digits, or a recovery code, for which a telephone has to bring its letters. */
export function CodeField({ value, onChange, recovery }: Props) {
  const t = useText();
  const id = useId();
  const [letters, setLetters] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{t(letters ? "code.recovery" : "code.authenticator")}</label>
      <input
        id={id}
        className="mono code-input"
        dir="ltr"
        autoFocus
        required
        autoComplete="one-time-code"
        inputMode={letters ? "text" : "numeric"}
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
      {recovery && (
        <button
          type="button"
          className="link quiet"
          onClick={() => {
            setLetters(!letters);
          }}
        >
          {t(letters ? "code.useAuthenticator" : "code.useRecovery")}
        </button>
      )}
    </div>
  );
}
