import { useMemo } from "react";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { DataTable, type Column } from "../../ui/DataTable";
import { Mark } from "../../ui/Mark";
import { Moment } from "../../ui/Time";
import type { RolloutSearch } from "./search";

type Run = Schemas["Run"];

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly runs: readonly Run[];
  readonly search: RolloutSearch;
  readonly onOpen: (tenant: string) => void;
}

export function RunTable({ rollout, runs, search, onOpen }: Props) {
  const t = useText();
  const words = useWords();
  const waveNames = useMemo(() => new Map(rollout.waves.map((wave) => [wave.index, words.wave(wave)])), [rollout.waves, words]);
  const rows = useMemo(
    () =>
      runs
        .filter((run) => !search.mark || readMark(run.mark) === search.mark)
        .sort((a, b) => a.wave - b.wave || a.tenant.localeCompare(b.tenant)),
    [runs, search.mark],
  );
  const columns = useMemo<Column<Run>[]>(
    () => [
      {
        key: "tenant",
        head: t("column.tenant"),
        width: "13.5rem",
        cell: (run) => (
          <button
            type="button"
            className="link"
            aria-pressed={run.tenant === search.tenant}
            onClick={() => {
              onOpen(run.tenant);
            }}
          >
            <bdi>{run.tenant}</bdi>
          </button>
        ),
      },
      {
        key: "state",
        head: t("column.state"),
        width: "10rem",
        cell: (run) => (
          <>
            <Mark mark={readMark(run.mark)} /> {words.state(run.state)}
          </>
        ),
      },
      { key: "wave", head: t("column.wave"), width: "6rem", cell: ({ wave }) => waveNames.get(wave) ?? wave },
      { key: "engine", head: t("column.engine"), width: "7rem", cell: ({ engine }) => engine },
      {
        key: "statements",
        head: t("column.statements"),
        width: "7rem",
        end: true,
        cell: (run) => (run.attempt > 0 && run.statements > 0 && run.state !== "failed" ? t("run.fraction", { number: run.statement, total: run.statements }) : ""),
      },
      { key: "attempt", head: t("run.attempt"), width: "6rem", end: true, cell: ({ attempt }) => attempt || "" },
      {
        key: "finished",
        head: t("column.finished"),
        width: "8.5rem",
        cell: ({ finishedAt }) => finishedAt && <Moment at={finishedAt} />,
      },
      { key: "because", head: t("column.because"), cell: ({ because }) => <div dir="auto" className="clipped" title={because}>{because}</div> },
    ],
    [t, words, waveNames, search.tenant, onOpen],
  );
  return <DataTable label={t("rollout.grid")} columns={columns} rows={rows} rowKey={({ tenant }) => tenant} selected={search.tenant} />;
}
