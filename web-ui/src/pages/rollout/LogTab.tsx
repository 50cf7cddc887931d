import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { logQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { usePrefs } from "../../prefs/prefs";
import type { Schemas } from "../../stream/frames";
import { useLiveLog } from "../../stream/useLive";
import { zoneName } from "../../ui/Time";
import { Failure } from "../../ui/Notice";
import { LogLines } from "./LogLines";

interface Props {
  readonly rollout: string;
  readonly runs: readonly Schemas["Run"][];
  readonly tenant: string | undefined;
  readonly onOpen: (tenant: string) => void;
}

/** One tenant's log: it follows what is written, or shows what the server finds in all of it. */
export function LogTab({ rollout, runs, tenant, onOpen }: Props) {
  const t = useText();
  const { zone } = usePrefs();
  const [search, setSearch] = useState("");
  const [text, setText] = useState("");
  const live = useLiveLog(rollout, tenant);
  const found = useQuery({ ...logQuery(rollout, tenant ?? "", search), enabled: tenant !== undefined && search !== "" });
  const lines = search === "" ? live : found.data?.items;
  return (
    <div className="log">
      <form
        className="log-bar"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(text.trim());
        }}
      >
        <label>
          {t("column.tenant")}{" "}
          <select
            value={tenant ?? ""}
            onChange={(event) => {
              onOpen(event.target.value);
            }}
          >
            {tenant === undefined && <option value="">{t("log.choose")}</option>}
            {runs.map((run) => (
              <option key={run.tenant}>{run.tenant}</option>
            ))}
          </select>
        </label>
        <input
          type="search"
          aria-label={t("log.search")}
          placeholder={t("log.search")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value === "") setSearch("");
          }}
        />
        <button type="submit" className="button">
          {t("log.find")}
        </button>
        <span className="quiet">{t("log.zone", { zone: zoneName(zone) })}</span>
        {search !== "" && found.data && (
          <span role="status" className="quiet">
            {t("log.found", { shown: found.data.items.length, total: found.data.total })}
          </span>
        )}
      </form>
      {found.isError && <Failure error={found.error} />}
      {tenant === undefined ? (
        <p className="quiet">{t("log.choose.text")}</p>
      ) : (
        <LogLines key={tenant} lines={lines ?? []} follow={search === ""} />
      )}
    </div>
  );
}
