import { useId } from "react";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import type { Role } from "../../state/roles";

interface Props<R extends Role> {
  readonly roles: readonly R[];
  readonly value: R;
  readonly onChange: (role: R) => void;
  /** Why a role cannot be given. */
  readonly refused?: (role: R) => string | undefined;
}

/** Each role with what it may do. One that cannot be given stays, with the reason. */
export function RoleField<R extends Role>({ roles, value, onChange, refused }: Props<R>) {
  const t = useText();
  const words = useWords();
  const name = useId();
  return (
    <fieldset className="roles">
      <legend>{t("column.role")}</legend>
      {roles.map((role) => {
        const reason = refused?.(role);
        return (
          <label key={role} className="check">
            <input
              type="radio"
              name={name}
              checked={role === value}
              disabled={reason !== undefined}
              onChange={() => {
                onChange(role);
              }}
            />
            <span>
              {words.role(role)}
              <small>{reason ?? words.roleMay(role)}</small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
