import { useEffect, useState, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { IntlProvider } from "react-intl";
import { usePrefs, type Language } from "../prefs/prefs";

type Catalogue = Record<string, string>;

const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import("./en.json"),
  fr: () => import("./fr.json"),
  ar: () => import("./ar.json"),
};

/** Digits are those of the Maghreb, where Arabic is written with 0 to 9. */
const FORMATS: Record<Language, string> = { en: "en", fr: "fr", ar: "ar-u-nu-latn" };

/** Loads the catalogue of the chosen language, and keeps the one before until it is there. */
export function Languages({ children }: { children: ReactNode }) {
  const { language } = usePrefs();
  const [loaded, setLoaded] = useState<{ language: Language; messages: Catalogue }>();
  useEffect(() => {
    let wanted = true;
    void CATALOGUES[language]().then((catalogue) => {
      if (wanted) setLoaded({ language, messages: catalogue.default });
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  if (!loaded) return null;
  return (
    <I18nProvider locale={loaded.language}>
      <IntlProvider locale={FORMATS[loaded.language]} messages={loaded.messages}>
        {children}
      </IntlProvider>
    </I18nProvider>
  );
}
