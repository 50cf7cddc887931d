import { useState } from "react";
import { useText } from "../../i18n/text";
import { Choice } from "../../ui/Choice";
import { GROUPINGS, type Change, type FleetSearch } from "./search";

interface Props {
  readonly search: FleetSearch;
  readonly change: Change;
  readonly shown: number;
  readonly total: number;
}

export function FilterBar({ search, change, shown, total }: Props) {
  const t = useText();
  const filtered = search.select !== undefined || search.attention !== undefined;
  return (
    <div className="filter-bar">
      <FilterBox key={search.select ?? ""} select={search.select ?? ""} change={change} />
      <div className="labelled">
        <span aria-hidden="true">{t("fleet.groupBy")}</span>
        <Choice
          label={t("fleet.groupBy")}
          value={search.group ?? "sector"}
          onChange={(group) => {
            change({ group: group === "sector" ? undefined : group });
          }}
          options={GROUPINGS.map((value) => ({ value, label: t(`fleet.group.${value}`) }))}
        />
      </div>
      <Choice
        label={t("fleet.view")}
        value={search.view ?? "grid"}
        onChange={(view) => {
          change({ view: view === "grid" ? undefined : view });
        }}
        options={[
          { value: "grid", label: t("fleet.view.grid") },
          { value: "table", label: t("fleet.view.table") },
        ]}
      />
      {filtered && (
        <p className="filtered">
          {t("fleet.filtered", { shown, total })}{" "}
          <button
            type="button"
            className="link"
            onClick={() => {
              change({ select: undefined, attention: undefined });
            }}
          >
            {t("fleet.showAll")}
          </button>
        </p>
      )}
    </div>
  );
}

function FilterBox({ select, change }: { select: string; change: Props["change"] }) {
  const t = useText();
  const [text, setText] = useState(select);
  return (
    <form
      className="filter"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        change({ select: text.trim() || undefined });
      }}
    >
      <input
        type="search"
        data-filter=""
        className="mono"
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        aria-label={t("fleet.filter")}
        placeholder={t("fleet.filter.example")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <button type="submit" className="button">
        {t("fleet.filter.apply")}
      </button>
    </form>
  );
}
