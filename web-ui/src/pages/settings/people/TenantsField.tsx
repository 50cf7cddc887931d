import { useText } from "../../../i18n/text";
import type { Role } from "../../../state/roles";
import type { Given } from "./usePeople";

/** Which tenants are theirs; only for the role that has tenants of its own. */
export function TenantsField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useText();
  return (
    <label className="field">
      {t("column.tenants")}
      <input
        className="mono"
        dir="ltr"
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
      <small className="quiet">{t("tenants.how")}</small>
    </label>
  );
}

/** What is sent; undefined while the tenants are lacking that the role needs. */
export function readGiven(role: Role, tenants: string): Given | undefined {
  if (role !== "tenant-admin") return { role };
  const ids = tenants.split(/[\s,;]+/).filter((id) => id !== "");
  return ids.length > 0 ? { role, tenants: ids } : undefined;
}
