import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { Mono } from "../../ui/Code";
import { DataTable, type Column } from "../../ui/DataTable";
import { Failure } from "../../ui/Notice";

type Sweep = Schemas["Sweep"];
type Finding = Sweep["findings"][number];

/** Asks every tenant of a plan for rows that its constraints would refuse. */
export function SweepPart({ plan, action }: { plan: string; action: Schemas["Action"] }) {
  const t = useText();
  const sweep = useMutation({
    mutationFn: async () =>
      unwrap(await api.POST("/api/v1/plans/{plan}/sweep", { params: { path: { plan } }, body: {} })),
  });
  return (
    <>
      <h2>{t("sweep.title")}</h2>
      <div className="actions">
        <ActionButton
          label={t(sweep.isPending ? "sweep.looking" : "sweep.look")}
          action={sweep.isPending ? { allowed: false } : action}
          onPress={() => {
            sweep.mutate();
          }}
        />
      </div>
      <div aria-live="polite">
        {sweep.error && <Failure error={sweep.error} />}
        {sweep.data && <Swept of={sweep.data} />}
      </div>
    </>
  );
}

/** Who would fail and who is not known; the clean ones are only counted. */
export function Swept({ of: swept }: { of: Sweep }) {
  const t = useText();
  const told = swept.findings.filter(({ outcome }) => outcome !== "clean");
  const unknown = new Set(told.filter(({ outcome }) => outcome === "not-probed").map(({ tenant }) => tenant)).size;
  return (
    <>
      <p>
        {t("sweep.victims", { count: swept.victims.length })} {unknown > 0 && t("sweep.unknown", { count: unknown })}
      </p>
      {told.length > 0 && (
        <DataTable
          label={t("sweep.title")}
          columns={columnsOf(swept, t)}
          rows={told}
          rowKey={({ tenant, constraint }) => `${tenant} ${String(constraint)}`}
        />
      )}
    </>
  );
}

function columnsOf(swept: Sweep, t: ReturnType<typeof useText>): Column<Finding>[] {
  const constraints = new Map(swept.constraints.map((each) => [each.number, each]));
  return [
    { key: "tenant", head: t("sweep.tenant"), width: "12rem", cell: ({ tenant }) => <bdi>{tenant}</bdi> },
    {
      key: "constraint",
      head: t("sweep.constraint"),
      cell: ({ constraint }) => (
        <Mono>{[constraints.get(constraint)?.table, constraints.get(constraint)?.text].filter(Boolean).join(": ")}</Mono>
      ),
    },
    {
      key: "rows",
      head: t("sweep.rows"),
      cell: ({ outcome, rows, because }) =>
        outcome === "offending" ? t("sweep.offending", { count: rows }) : <bdi className="quiet">{because}</bdi>,
    },
  ];
}
