import { useQuery } from "@tanstack/react-query";
import { planQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import type { Schemas } from "../../stream/frames";
import { Mono } from "../../ui/Code";
import { Facts } from "../../ui/Facts";
import { FindingList } from "../../ui/FindingList";
import { Failure, Loading } from "../../ui/Notice";
import { Moment } from "../../ui/Time";
import { Approvals } from "./Approvals";
import { ScriptList } from "./ScriptList";
import { SweepPart } from "./SweepPart";

/** What was decided before anything ran: who, in which order, what, and who not and why. */
export function PlanTab({ rollout }: { rollout: Schemas["Rollout"] }) {
  const t = useText();
  const words = useWords();
  const { data: plan, error } = useQuery(planQuery(rollout));
  if (!plan) return error ? <Failure error={error} /> : <Loading />;
  return (
    <div className="plan">
      <Facts
        of={[
          [t("plan.digest"), <Mono key="digest">{plan.digest}</Mono>],
          [t("plan.release"), <Mono key="release">{plan.release.digest}</Mono>],
          [t("plan.made"), <Made key="made" plan={plan} />],
          [t("plan.select"), plan.select ? <Mono>{plan.select}</Mono> : t("plan.everyone")],
          [t("plan.to"), <Mono key="to">{plan.to}</Mono>],
          [t("plan.upToDate"), plan.upToDate.length],
          [t("plan.undecided"), t(`undecided.${plan.strategy.undecided ?? "refuse"}`)],
        ]}
      />
      {rollout.state !== "awaiting-approval" && <Approvals rollout={rollout} />}
      <h2>{t("plan.migrations")}</h2>
      <ul className="plain-list">
        {plan.release.migrations.map((migration) => (
          <li key={migration}>
            <Mono>{migration}</Mono>
          </li>
        ))}
      </ul>
      <h2>{t("plan.waves")}</h2>
      <ul className="plain-list">
        {plan.waves.map((wave) => (
          <li key={wave.name}>
            <details>
              <summary>
                <strong>{words.wave(wave)}</strong> {t("failures.tenants", { count: wave.tenants.length })}
              </summary>
              <p className="tenant-names">{wave.tenants.join(", ")}</p>
            </details>
          </li>
        ))}
      </ul>
      {plan.tenants.length > 0 && !rollout.finishedAt && <SweepPart key={plan.id} plan={plan.id} action={plan.actions.sweep} />}
      {plan.scripts.length > 0 && <ScriptList scripts={plan.scripts} />}
      {plan.excluded.length > 0 && <Excluded of={plan.excluded} />}
      <Notices of={plan.tenants} />
      {plan.warnings.length > 0 && (
        <>
          <h2>{t("plan.warnings")}</h2>
          <FindingList findings={plan.warnings} />
        </>
      )}
    </div>
  );
}

function Made({ plan }: { plan: Schemas["Plan"] }) {
  return (
    <>
      <Moment at={plan.createdAt} form="long" /> · <bdi>{plan.createdBy}</bdi>
    </>
  );
}

/** What was seen of accounts and settings, each with the tenants that it concerns. */
function Notices({ of }: { of: Schemas["Plan"]["tenants"] }) {
  const t = useText();
  const tenants = new Map<string, string[]>();
  for (const { tenant, notices } of of) {
    for (const notice of notices ?? []) tenants.set(notice, [...(tenants.get(notice) ?? []), tenant]);
  }
  if (tenants.size === 0) return null;
  return (
    <>
      <h2>{t("plan.notices")}</h2>
      <ul className="plain-list">
        {[...tenants].map(([notice, concerned]) => (
          <li key={notice}>
            <details>
              <summary>
                {notice} <span className="quiet">{t("failures.tenants", { count: concerned.length })}</span>
              </summary>
              <p className="tenant-names">{concerned.join(", ")}</p>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Excluded({ of }: { of: Schemas["Plan"]["excluded"] }) {
  const t = useText();
  return (
    <>
      <h2>{t("plan.excluded")}</h2>
      <ul className="plain-list">
        {of.map(({ tenant, code, because }) => (
          <li key={tenant}>
            <strong>
              <bdi>{tenant}</bdi>
            </strong>{" "}
            {t(`excluded.${code}`)} <span className="quiet"><bdi>{because}</bdi></span>
          </li>
        ))}
      </ul>
    </>
  );
}
