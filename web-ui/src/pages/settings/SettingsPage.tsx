import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { configQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { setPref, usePrefs } from "../../prefs/prefs";
import { LanguageChoice, ThemeChoice, ZoneChoice } from "../../shell/PrefChoices";
import { Choice } from "../../ui/Choice";
import { Mono } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { SettingsNav } from "./SettingsNav";
import { StoreCheck } from "./StoreCheck";

export function SettingsPage() {
  const t = useText();
  return (
    <Page title={t("nav.settings")} subtitle={t("settings.subtitle")}>
      <SettingsNav />
      <section className="settings">
        <h2>{t("settings.page")}</h2>
        <div className="setting">
          <span>{t("prefs.language")}</span>
          <div className="field">
            <LanguageChoice />
            <Draft />
          </div>
        </div>
        <div className="setting">
          <span>{t("prefs.theme")}</span>
          <ThemeChoice />
        </div>
        <div className="setting">
          <span>{t("prefs.zone")}</span>
          <ZoneChoice />
        </div>
        <div className="setting">
          <span>{t("prefs.shortcuts")}</span>
          <ShortcutChoice />
        </div>
      </section>
      <StoreCheck />
      <Config />
    </Page>
  );
}

/** A catalogue that nobody has read yet to whom the language is their own says so. */
function Draft() {
  const note = useIntl().messages["catalogue.draft"];
  return typeof note === "string" && <small className="quiet">{note}</small>;
}

function ShortcutChoice() {
  const t = useText();
  return (
    <Choice
      label={t("prefs.shortcuts")}
      value={usePrefs().shortcuts ? "on" : "off"}
      onChange={(value) => {
        setPref("shortcuts", value === "on");
      }}
      options={[
        { value: "on", label: t("prefs.on") },
        { value: "off", label: t("prefs.off") },
      ]}
    />
  );
}

/** The server's settings as they are in force, and where each comes from. */
function Config() {
  const t = useText();
  const { data, error } = useQuery(configQuery);
  return (
    <section className="settings">
      <h2>{t("settings.server")}</h2>
      {!data && (error ? <Failure error={error} /> : <Loading />)}
      {data && (
        <div className="table-frame whole" role="region" aria-label={t("settings.server")} tabIndex={0}>
          <table className="config">
            <thead>
              <tr>
                <th scope="col">{t("column.key")}</th>
                <th scope="col">{t("column.value")}</th>
                <th scope="col">{t("column.origin")}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ key, value, origin }) => (
                <tr key={key}>
                  <th scope="row">
                    <Mono>{key}</Mono>
                  </th>
                  <td>
                    {value === "" ? <span className="quiet">{t("fleet.noValue")}</span> : <Mono>{value}</Mono>}
                  </td>
                  <td className="quiet">{origin}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
