import { useEffect, type ReactNode } from "react";
import { useText } from "../i18n/text";
import { LanguageChoice } from "./PrefChoices";

/** A page for somebody who is not signed in yet: no places to go, only the language to choose. */
export function Alone({ title, children }: { title: string; children: ReactNode }) {
  const t = useText();
  useEffect(() => {
    document.title = t("app.title", { page: title });
  }, [t, title]);
  return (
    <main className="alone">
      <h1>{t("app.name")}</h1>
      {children}
      <LanguageChoice />
    </main>
  );
}
