import { useMemo } from "react";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import { Mono } from "../../ui/Code";
import { DataTable, type Column } from "../../ui/DataTable";
import { DriftMark, Mark } from "../../ui/Mark";
import type { FleetTenant } from "./useFleet";

interface Props {
  readonly tenants: readonly FleetTenant[];
  readonly selected: string | undefined;
  readonly onOpen: (tenant: string) => void;
}

/** Everything that the grid says, in rows. */
export function FleetTable({ tenants, selected, onOpen }: Props) {
  const t = useText();
  const words = useWords();
  const columns = useMemo<Column<FleetTenant>[]>(
    () => [
      {
        key: "tenant",
        head: t("column.tenant"),
        width: "13.5rem",
        cell: (tenant) => (
          <button
            type="button"
            className="link"
            aria-pressed={tenant.id === selected}
            onClick={() => {
              onOpen(tenant.id);
            }}
          >
            <bdi>{tenant.id}</bdi>
          </button>
        ),
      },
      {
        key: "state",
        head: t("column.state"),
        width: "10rem",
        cell: (tenant) => (
          <>
            <Mark mark={readMark(tenant.mark)} /> {words.state(tenant.word)}
            {tenant.drifted && <DriftMark />}
          </>
        ),
      },
      { key: "version", head: t("column.version"), width: "9.5rem", cell: ({ version }) => <Mono>{version}</Mono> },
      { key: "pending", head: t("column.pending"), width: "6rem", end: true, cell: ({ pending }) => pending },
      { key: "sector", head: t("column.sector"), width: "8rem", cell: ({ sector }) => words.sector(sector) },
      { key: "engine", head: t("column.engine"), width: "7.5rem", cell: ({ engine }) => engine },
      { key: "region", head: t("column.region"), width: "6.5rem", cell: ({ region }) => region },
      { key: "because", head: t("column.because"), cell: ({ because }) => <div dir="auto" className="clipped" title={because}>{because}</div> },
    ],
    [t, words, selected, onOpen],
  );
  return <DataTable label={t("fleet.grid")} columns={columns} rows={tenants} rowKey={({ id }) => id} selected={selected} />;
}
