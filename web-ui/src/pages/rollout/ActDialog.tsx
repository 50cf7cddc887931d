import { useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { AskDialog } from "../../ui/AskDialog";
import { Failure } from "../../ui/Notice";
import { useAct, type Verb } from "./useAct";

export type { Verb };

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly verb: Verb;
  /** Only the tenants that failed in this way; all failed ones when absent. */
  readonly group?: Schemas["Rollout"]["failureGroups"][number];
  /** Of these tenants, or as many as that of a selector. */
  readonly who?: Who;
  readonly onClose: () => void;
}

export interface Who {
  readonly body: { tenants: string[] } | { select: string; expect: number };
  readonly count: number;
}

const REASON: ReadonlySet<Verb> = new Set<Verb>(["abort", "skip", "hold", "release", "promote"]);

/** Asks for the reason, which goes to the audit; an abort also wants the rollout's id typed. */
export function ActDialog({ rollout, verb, group, who, onClose }: Props) {
  const t = useText();
  const act = useAct(rollout.id, verb, onClose);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [retry, setRetry] = useState({ amend: false, allowOutOfOrder: false });
  const needsReason = REASON.has(verb);
  const sure = (!needsReason || reason.trim() !== "") && (verb !== "abort" || typed.trim() === rollout.id);
  const send = () => {
    if (!sure || act.isPending) return;
    act.mutate({
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...(verb === "retry" ? retry : {}),
      ...(group ? { failureGroup: group.key } : {}),
      ...who?.body,
    });
  };
  return (
    <AskDialog title={t(`ask.${verb}.title`, { id: rollout.id })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p>{explanation(verb, rollout, group?.tenants.length ?? who?.count, t)}</p>
        {verb === "retry" && <RetryChoices value={retry} onChange={setRetry} />}
        <label className="field">
          {t(needsReason ? "ask.reason.required" : "ask.reason")}
          <input
            autoFocus
            value={reason}
            required={needsReason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </label>
        {verb === "abort" && (
          <label className="field">
            {t("ask.abort.type", { id: rollout.id })}
            <input
              className="mono"
              dir="ltr"
              required
              autoComplete="off"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
            />
          </label>
        )}
        {act.isError && <Failure error={act.error} />}
        <div className="dialog-end">
          <button type="button" className="button" onClick={onClose}>
            {t("ask.cancel")}
          </button>
          <button
            type="submit"
            className={verb === "abort" ? "button danger" : "button primary"}
            aria-disabled={!sure || act.isPending}
          >
            {t(`ask.${verb}.do`)}
          </button>
        </div>
      </form>
    </AskDialog>
  );
}

function explanation(verb: Verb, rollout: Props["rollout"], count: number | undefined, t: ReturnType<typeof useText>) {
  const { waiting, preparing, running, verifying, failed } = rollout.counts;
  const busy = preparing + running + verifying;
  if (verb === "retry") return t("ask.retry.text", { count: count ?? failed });
  if (verb === "skip" || verb === "hold" || verb === "release") return t(`ask.${verb}.text`, { count: count ?? 0 });
  return t(`ask.${verb}.text`, { waiting, busy });
}

interface Choices {
  readonly amend: boolean;
  readonly allowOutOfOrder: boolean;
}

function RetryChoices({ value, onChange }: { value: Choices; onChange: (value: Choices) => void }) {
  const t = useText();
  return (
    <fieldset>
      <legend className="unseen">{t("ask.retry.how")}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={value.amend}
          onChange={({ target }) => {
            onChange({ amend: target.checked, allowOutOfOrder: target.checked && value.allowOutOfOrder });
          }}
        />
        <span>
          {t("ask.retry.amend")}
          <small>{t("ask.retry.amend.why")}</small>
        </span>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={value.allowOutOfOrder}
          disabled={!value.amend}
          onChange={({ target }) => {
            onChange({ ...value, allowOutOfOrder: target.checked });
          }}
        />
        <span>
          {t("ask.retry.outOfOrder")}
          <small>{t("ask.retry.outOfOrder.why")}</small>
        </span>
      </label>
    </fieldset>
  );
}
