import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newKey } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { AskDialog } from "../../ui/AskDialog";
import { Failure } from "../../ui/Notice";

export type Choice = Schemas["DoubtDecision"]["decision"];

interface Props {
  readonly rollout: string;
  readonly tenant: string;
  readonly digest: string;
  readonly choice: Choice;
  readonly onClose: () => void;
}

/** Asks why; the decision is on the evidence that was shown, and on none newer. */
export function DecideDialog({ rollout, tenant, digest, choice, onClose }: Props) {
  const t = useText();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: async () =>
      unwrap(
        await api.POST("/api/v1/rollouts/{rollout}/runs/{tenant}/decision", {
          params: { path: { rollout, tenant }, header: { "Idempotency-Key": key } },
          body: { decision: choice, evidence: digest, reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["run", rollout, tenant] });
    },
  });
  const sure = reason.trim() !== "";
  return (
    <AskDialog title={t(`doubt.${choice}.title`, { tenant })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sure && !decide.isPending) decide.mutate();
        }}
      >
        <p>{t(`doubt.${choice}.text`)}</p>
        <label className="field">
          {t("ask.reason.required")}
          <input
            autoFocus
            required
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </label>
        {decide.isError && <Failure error={decide.error} />}
        <div className="dialog-end">
          <button type="button" className="button" onClick={onClose}>
            {t("ask.cancel")}
          </button>
          <button type="submit" className="button primary" aria-disabled={!sure || decide.isPending}>
            {t(`doubt.${choice}`)}
          </button>
        </div>
      </form>
    </AskDialog>
  );
}
