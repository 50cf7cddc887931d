import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/client";
import type { Schemas } from "../stream/frames";
import { useText, type MessageKey } from "../i18n/text";
import { LanguageChoice, ThemeChoice } from "./PrefChoices";
import { goToSignIn } from "./signedOut";

const PLACES = [
  ["/fleet", "nav.fleet"],
  ["/rollouts", "nav.rollouts"],
  ["/migrations", "nav.migrations"],
  ["/archives", "nav.archives"],
  ["/settings", "nav.settings"],
] as const satisfies readonly (readonly [string, MessageKey])[];

async function signOut(): Promise<void> {
  const { response } = await api.DELETE("/api/v1/session");
  if (response.ok) goToSignIn();
}

/** A column at the side; on a narrow screen a bar at the top that opens. */
export function Nav({ session }: { session: Schemas["Session"] }) {
  const t = useText();
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
        <div className="nav-foot">
          <LanguageChoice />
          <ThemeChoice />
          <p className="quiet" title={session.serverVersion}>
            <bdi>{session.workspace}</bdi>
            <br />
            <bdi>{session.principal.name}</bdi>
          </p>
          <button type="button" className="link quiet" onClick={() => void signOut()}>
            {t("nav.signOut")}
          </button>
        </div>
      </div>
    </header>
  );
}
