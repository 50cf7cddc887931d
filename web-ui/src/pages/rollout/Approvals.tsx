import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { planQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { ROLES } from "../../state/roles";
import type { Schemas } from "../../stream/frames";
import { ActionButton } from "../../ui/ActionButton";
import { Moment } from "../../ui/Time";
import { ApprovalDialog, type Word } from "./ApprovalDialog";

/** Who is asked to approve the plan, who has, and what its reader may do about it; nothing where nobody is asked. */
export function Approvals({ rollout }: { rollout: Schemas["Rollout"] }) {
  const t = useText();
  const { data: plan } = useQuery(planQuery(rollout));
  const [saying, setSaying] = useState<Word>();
  if (!plan) return null;
  const { required, missing, given } = plan.approvals;
  const asked = ROLES.filter((role) => countOf(required, role) > 0);
  if (asked.length === 0 && given.length === 0) return null;
  const say = (word: Word) => () => {
    setSaying(word);
  };
  return (
    <section aria-label={t("approvals.title")}>
      <h2>{t("approvals.title")}</h2>
      <ul className="plain-list">
        {asked.map((role) => (
          <li key={role}>
            <strong>{t(`role.${role}`)}</strong>{" "}
            {t("approvals.count", {
              given: countOf(required, role) - countOf(missing, role),
              required: countOf(required, role),
            })}
          </li>
        ))}
      </ul>
      {given.length > 0 && <Given of={given} />}
      <div className="actions">
        <ActionButton
          label={t("approvals.approve")}
          action={plan.actions.approve}
          look="primary"
          onPress={say("approve")}
        />
        {plan.actions.withdraw.allowed && (
          <ActionButton label={t("approvals.withdraw")} action={plan.actions.withdraw} onPress={say("withdraw")} />
        )}
      </div>
      {saying && (
        <ApprovalDialog
          plan={plan}
          word={saying}
          onClose={() => {
            setSaying(undefined);
          }}
        />
      )}
    </section>
  );
}

function countOf(counts: Schemas["ApprovalCounts"], role: string): number {
  return (counts as Partial<Record<string, number>>)[role] ?? 0;
}

function Given({ of }: { of: Schemas["Plan"]["approvals"]["given"] }) {
  const t = useText();
  return (
    <ul className="plain-list">
      {of.map(({ person, name, role, at, comment, because }) => (
        <li key={person}>
          <strong>
            <bdi>{name}</bdi>
          </strong>{" "}
          <span>
            <bdi dir="ltr">{role}</bdi> · <Moment at={at} form="long" />
          </span>{" "}
          {comment && <bdi>{comment}</bdi>}{" "}
          {because && (
            <span className="quiet">
              {t("approvals.notCounted")} <bdi>{because}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
