import { useQuery } from "@tanstack/react-query";
import { runQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { Mono } from "../../ui/Code";
import { Facts } from "../../ui/Facts";
import { Inspector } from "../../ui/Inspector";
import { Mark } from "../../ui/Mark";
import { Failure } from "../../ui/Notice";
import { Ago, Moment } from "../../ui/Time";
import { AttemptView } from "./AttemptView";
import { DoubtView } from "./DoubtView";
import { TenantActions } from "./TenantActions";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly run: Schemas["Run"];
  readonly onClose: () => void;
  readonly onLog: () => void;
}

/** What happened in one tenant: the steps, and each attempt with its statements. */
export function RunInspector({ rollout, run, onClose, onLog }: Props) {
  const t = useText();
  const words = useWords();
  const stamp = `${rollout.state}/${run.state}/${String(run.attempt)}/${String(run.statement)}`;
  const { data, error } = useQuery(runQuery(rollout.id, run.tenant, stamp));
  const attempts = [...(data?.attempts ?? [])].sort((a, b) => b.number - a.number);
  return (
    <Inspector title={run.name} subtitle={run.tenant} onClose={onClose}>
      <p className="state-line">
        <Mark mark={readMark(run.mark)} /> <strong>{words.state(run.state)}</strong>
        {run.statements > 0 && run.state !== "failed" && <span>{t("run.statement", { number: run.statement, total: run.statements })}</span>}
      </p>
      {run.because && run.state !== "failed" && !run.orphan && <p><bdi>{run.because}</bdi></p>}
      {run.orphan && <Orphan orphan={run.orphan} />}
      <Facts
        of={[
          [t("column.engine"), run.engine],
          [t("column.sector"), words.sector(run.sector)],
          [t("run.attempt"), run.attempt > 0 && t("run.attempt.of", { number: run.attempt, total: Math.max(run.attempt, attempts.length) })],
        ]}
      />
      {data && <TenantActions rollout={rollout} who={{ body: { tenants: [run.tenant] }, count: 1 }} actions={data.actions} />}
      {error && <Failure error={error} />}
      {data?.doubt && <DoubtView rollout={rollout.id} tenant={run.tenant} doubt={data.doubt} />}
      {data && data.steps.length > 0 && (
        <ol className="steps" aria-label={t("run.steps")}>
          {data.steps.map((step) => (
            <li key={step.migration + step.direction}>
              <Mark mark={step.state === "pending" ? "waiting" : step.state} />
              <Mono>{step.migration}</Mono>
              <span className="quiet">
                {t(`direction.${step.direction}`)} · {t(`step.${step.state}`)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {attempts.map((attempt) => (
        <AttemptView key={attempt.number} attempt={attempt} open={attempt === attempts[0]} />
      ))}
      <p>
        <button type="button" className="button small" onClick={onLog}>
          {t("run.openLog")}
        </button>
      </p>
    </Inspector>
  );
}

function Orphan({ orphan }: { orphan: Schemas["Orphan"] }) {
  const t = useText();
  return (
    <section aria-label={t("run.orphan")}>
      <p>{t("run.orphan.note")}</p>
      <Facts
        of={[
          [t("run.orphan.connection"), <Mono key="connection">{orphan.connection}</Mono>],
          [t("run.orphan.since"), <Since key="since" at={orphan.since} />],
          [t("run.orphan.statement"), orphan.statement && <Mono>{orphan.statement}</Mono>],
        ]}
      />
    </section>
  );
}

function Since({ at }: { at: string }) {
  return (
    <>
      <Moment at={at} /> · <Ago at={at} />
    </>
  );
}
