import { useMemo } from "react";
import { useText } from "../../../i18n/text";
import { useWords } from "../../../i18n/words";
import type { Mark as MarkName } from "../../../state/marks";
import { DataTable, type Column } from "../../../ui/DataTable";
import { Mark } from "../../../ui/Mark";
import { Moment } from "../../../ui/Time";
import type { Person } from "./usePeople";

export const MARKS: Record<Person["state"], MarkName> = { invited: "waiting", active: "done", suspended: "held" };

interface Props {
  readonly people: readonly Person[];
  readonly selected: string | undefined;
  readonly onOpen: (person: string) => void;
}

export function PeopleTable({ people, selected, onOpen }: Props) {
  const t = useText();
  const words = useWords();
  const columns = useMemo<Column<Person>[]>(
    () => [
      {
        key: "name",
        head: t("signIn.name"),
        width: "9.5rem",
        cell: (person) => (
          <button
            type="button"
            className="link"
            aria-pressed={person.id === selected}
            onClick={() => {
              onOpen(person.id);
            }}
          >
            <bdi>{person.name}</bdi>
          </button>
        ),
      },
      { key: "role", head: t("column.role"), width: "16.5rem", cell: ({ role }) => words.role(role) },
      {
        key: "tenants",
        head: t("column.tenants"),
        cell: ({ tenants }) => (tenants ? <bdi title={tenants.join(", ")}>{tenants.join(", ")}</bdi> : <span className="quiet">{t("tenants.all")}</span>),
      },
      {
        key: "state",
        head: t("column.state"),
        width: "7.5rem",
        cell: ({ state }) => (
          <>
            <Mark mark={MARKS[state]} /> {t(`person.${state}`)}
          </>
        ),
      },
      { key: "factor", head: t("column.secondFactor"), width: "9rem", cell: ({ secondFactor }) => (secondFactor ? t("factor.on") : <span className="quiet">{t("factor.off")}</span>) },
      {
        key: "last",
        head: t("person.lastSignIn"),
        width: "9rem",
        cell: ({ lastSignIn }) => (lastSignIn ? <Moment at={lastSignIn} form="day" /> : <span className="quiet">{t("person.never")}</span>),
      },
    ],
    [t, words, selected, onOpen],
  );
  return <DataTable label={t("people.title")} columns={columns} rows={people} rowKey={({ id }) => id} selected={selected} />;
}
