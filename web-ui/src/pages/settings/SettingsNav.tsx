import { Link } from "@tanstack/react-router";
import { useText, type MessageKey } from "../../i18n/text";

const PARTS = [
  ["/settings", "settings.general"],
  ["/settings/people", "people.title"],
  ["/settings/tokens", "tokens.title"],
] as const satisfies readonly (readonly [string, MessageKey])[];

/** The pages of the settings; those that one may not use are there too, and say who may. */
export function SettingsNav() {
  const t = useText();
  return (
    <nav className="parts" aria-label={t("settings.parts")}>
      {PARTS.map(([to, key]) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
