import { useId, useState, type ReactNode } from "react";
import { useText } from "../i18n/text";

interface Props {
  readonly label: string;
  readonly kind: "current-password" | "new-password";
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly autoFocus?: boolean;
  readonly hint?: ReactNode;
}

export const LEAST_CHARACTERS = 12;

/** A password, which a manager may fill in, which may be pasted, and which can be looked at. */
export function PasswordField({ label, kind, value, onChange, autoFocus = false, hint }: Props) {
  const t = useText();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="with-end">
        <input
          id={id}
          name="password"
          dir="ltr"
          type={shown ? "text" : "password"}
          required
          autoFocus={autoFocus}
          autoComplete={kind}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
          }}
        />
        <button
          type="button"
          className="button"
          aria-pressed={shown}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {t("password.show")}
        </button>
      </span>
      {hint && (
        <small id={`${id}-hint`} className="quiet">
          {hint}
        </small>
      )}
    </div>
  );
}

/** A password that is chosen; says what is lacking while it is typed. */
export function NewPasswordField({ label, value, onChange }: Pick<Props, "label" | "value" | "onChange">) {
  const t = useText();
  const lacking = LEAST_CHARACTERS - [...value].length;
  const rule = t("password.rule", { least: LEAST_CHARACTERS });
  const hint = value !== "" && lacking > 0 ? `${rule} ${t("password.lacking", { lacking })}` : rule;
  return <PasswordField label={label} kind="new-password" value={value} onChange={onChange} hint={hint} />;
}

export function isLongEnough(password: string): boolean {
  return [...password].length >= LEAST_CHARACTERS;
}
