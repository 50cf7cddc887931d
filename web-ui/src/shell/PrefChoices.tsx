import { useText } from "../i18n/text";
import { setPref, usePrefs } from "../prefs/prefs";
import { Choice } from "../ui/Choice";
import { zoneName } from "../ui/Time";

export function LanguageChoice() {
  const t = useText();
  return (
    <Choice
      label={t("prefs.language")}
      value={usePrefs().language}
      onChange={(language) => {
        setPref("language", language);
      }}
      options={[
        { value: "en", label: t("prefs.language.en") },
        { value: "fr", label: t("prefs.language.fr") },
        { value: "ar", label: t("prefs.language.ar") },
        { value: "tzm-Tfng", label: t("prefs.language.tzm-Tfng") },
      ]}
    />
  );
}

export function ThemeChoice() {
  const t = useText();
  return (
    <Choice
      label={t("prefs.theme")}
      value={usePrefs().theme}
      onChange={(theme) => {
        setPref("theme", theme);
      }}
      options={[
        { value: "system", label: t("prefs.theme.system") },
        { value: "light", label: t("prefs.theme.light") },
        { value: "dark", label: t("prefs.theme.dark") },
      ]}
    />
  );
}

export function ZoneChoice() {
  const t = useText();
  return (
    <Choice
      label={t("prefs.zone")}
      value={usePrefs().zone}
      onChange={(zone) => {
        setPref("zone", zone);
      }}
      options={[
        { value: "utc", label: zoneName("utc") },
        { value: "mine", label: t("prefs.zone.mine", { zone: zoneName("mine") }) },
      ]}
    />
  );
}
