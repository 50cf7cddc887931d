import { useEffect, useState, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { createIntl, RawIntlProvider, type IntlShape } from "react-intl";
import { usePrefs, type Language } from "../prefs/prefs";
import type en from "./en.json";
import { giveReactAria } from "./reactAria";
import { inTamazight } from "./tamazight";

type Catalogue = typeof en;

const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import("./en.json"),
  fr: () => import("./fr.json"),
  ar: () => import("./ar.json"),
  "tzm-Tfng": () => import("./tzm.json"),
};

/** Digits are those of the Maghreb, where Arabic is written with 0 to 9. */
const FORMATS: Record<Language, string> = { en: "en", fr: "fr", ar: "ar-u-nu-latn", "tzm-Tfng": "tzm-Tfng" };

function speak(language: Language, messages: Catalogue): IntlShape {
  giveReactAria({ dismiss: messages["dialog.close"] });
  const intl = createIntl({ locale: FORMATS[language], messages });
  return language === "tzm-Tfng" ? inTamazight(intl) : intl;
}

/** Loads the catalogue of the chosen language, and keeps the one before until it is there. */
export function Languages({ children }: { children: ReactNode }) {
  const { language } = usePrefs();
  const [spoken, setSpoken] = useState<{ language: Language; intl: IntlShape }>();
  useEffect(() => {
    let wanted = true;
    void CATALOGUES[language]().then((catalogue) => {
      if (wanted) setSpoken({ language, intl: speak(language, catalogue.default) });
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  if (!spoken) return null;
  return (
    <I18nProvider locale={spoken.language}>
      <RawIntlProvider value={spoken.intl}>{children}</RawIntlProvider>
    </I18nProvider>
  );
}
