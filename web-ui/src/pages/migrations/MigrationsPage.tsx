import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { migrationsQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { Command, Mono } from "../../ui/Code";
import { DataTable, type Column } from "../../ui/DataTable";
import { Empty, Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";

type Migration = Schemas["Migration"];

export function MigrationsPage() {
  const t = useText();
  const { data, error } = useQuery(migrationsQuery);
  return (
    <Page
      title={t("nav.migrations")}
      subtitle={data && t("migrations.subtitle", { count: data.items.length, convention: data.convention })}
    >
      {!data && (error ? <Failure error={error} /> : <Loading />)}
      {data?.items.length === 0 && (
        <Empty title={t("migrations.empty")}>
          <p>{t("migrations.empty.how")}</p>
          <Command text="dihya migration new create_users_table" />
        </Empty>
      )}
      {data && data.items.length > 0 && <Catalogue items={data.items} />}
    </Page>
  );
}

/** A name that two streams share is told apart by its stream. */
function reference(migration: Migration, items: readonly Migration[]): string {
  const same = items.filter(({ name }) => name === migration.name);
  return same.length > 1 ? `${migration.stream}/${migration.version}` : migration.name;
}

function Catalogue({ items }: { items: readonly Migration[] }) {
  const t = useText();
  const rows = useMemo(() => [...items].reverse(), [items]);
  const columns = useMemo<Column<Migration>[]>(
    () => [
      {
        key: "name",
        head: t("column.migration"),
        cell: (row) => (
          <Link to="/migrations/$name" params={{ name: reference(row, items) }}>
            <Mono>{row.name}</Mono>
          </Link>
        ),
      },
      { key: "stream", head: t("column.stream"), width: "10rem", cell: ({ stream }) => stream },
      { key: "engines", head: t("column.engines"), width: "18rem", cell: ({ engines }) => engines.join(", ") },
      { key: "down", head: t("column.undo"), width: "8rem", cell: ({ hasDown }) => t(hasDown ? "migration.hasDown" : "migration.noDown") },
      { key: "applied", head: t("column.applied"), width: "6.5rem", end: true, cell: ({ applied }) => applied },
      { key: "lacking", head: t("column.lacking"), width: "6.5rem", end: true, cell: ({ lacking }) => lacking || "–" },
    ],
    [t, items],
  );
  return (
    <DataTable label={t("nav.migrations")} columns={columns} rows={rows} rowKey={({ stream, name }) => `${stream}/${name}`} />
  );
}
