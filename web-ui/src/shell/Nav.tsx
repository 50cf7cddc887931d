import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "../stream/frames";
import { useText, type MessageKey } from "../i18n/text";
import { useWords } from "../i18n/words";
import { LanguageChoice, ThemeChoice } from "./PrefChoices";
import { signOut } from "./signedOut";

const PLACES = [
  ["/fleet", "nav.fleet"],
  ["/rollouts", "nav.rollouts"],
  ["/migrations", "nav.migrations"],
  ["/archives", "nav.archives"],
  ["/settings", "nav.settings"],
] as const satisfies readonly (readonly [string, MessageKey])[];

/** A column at the side; on a narrow screen a bar at the top that opens. */
export function Nav({ session, places }: { session: Schemas["Session"]; places: boolean }) {
  const t = useText();
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <header className={open ? "nav open" : "nav"}>
      <div className="nav-bar">
        <span className="brand">{t("app.name")}</span>
        <button
          type="button"
          className="button small nav-toggle"
          aria-expanded={open}
          aria-controls="places"
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("nav.menu")}
        </button>
      </div>
      <div className="nav-body" id="places">
        {places && (
          <nav aria-label={t("nav.label")}>
            <ul>
              {PLACES.map(([to, key]) => (
                <li key={to}>
                  <Link
                    to={to}
                    onClick={() => {
                      setOpen(false);
                    }}
                  >
                    {t(key)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div className="nav-foot">
          <LanguageChoice />
          <ThemeChoice />
          <p className="quiet" title={session.serverVersion}>
            <bdi>{session.workspace}</bdi>
          </p>
          <p>
            {places ? (
              <Link
                to="/account"
                onClick={() => {
                  setOpen(false);
                }}
              >
                <bdi>{session.principal.name}</bdi>
              </Link>
            ) : (
              <bdi>{session.principal.name}</bdi>
            )}
            <br />
            <span className="quiet">{words.role(session.principal.role)}</span>
          </p>
          <button type="button" className="link quiet" onClick={() => void signOut()}>
            {t("nav.signOut")}
          </button>
        </div>
      </div>
    </header>
  );
}
