import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, newKey } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { AskDialog } from "../../ui/AskDialog";
import { Failure, Loading } from "../../ui/Notice";
import { DialogEnd } from "../../ui/ReasonDialog";
import { Excluded } from "./PlanTab";

interface Props {
  readonly rollout: string;
  readonly onClose: () => void;
}

/** Makes the plan that undoes a rollout, shows what it does and loses, and starts exactly that one. */
export function RevertDialog({ rollout, onClose }: Props) {
  const t = useText();
  const plan = useQuery({
    queryKey: ["revert", rollout],
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
    queryFn: async () => unwrap(await api.POST("/api/v1/plans", { body: { reverts: rollout } })),
  });
  return (
    <AskDialog title={t("ask.revert.title", { id: rollout })} onClose={onClose}>
      {plan.isPending && <Loading />}
      {plan.isError && <Failure error={plan.error} />}
      {plan.data && <Planned rollout={rollout} plan={plan.data} onClose={onClose} />}
    </AskDialog>
  );
}

function Planned({ rollout, plan, onClose }: Props & { readonly plan: Schemas["Plan"] }) {
  const t = useText();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const start = useStart(plan, onClose);
  const sure = plan.tenants.length > 0 && reason.trim() !== "" && typed.trim() === rollout;
  const losses = plan.warnings.filter(({ rule }) => rule === "down-loses");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (sure && !start.isPending) start.mutate(reason.trim());
      }}
    >
      <p>{t("ask.revert.text", { count: plan.tenants.length })}</p>
      {losses.length > 0 && (
        <ul className="plain-list">
          {losses.map(({ file, message }) => (
            <li key={file} dir="auto">
              {file}: {message}
            </li>
          ))}
        </ul>
      )}
      {plan.excluded.length > 0 && <Excluded of={plan.excluded} />}
      <label className="field">
        {t("ask.reason.required")}
        <input
          autoFocus
          required
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
          }}
        />
      </label>
      <label className="field">
        {t("ask.abort.type", { id: rollout })}
        <input
          className="mono"
          dir="ltr"
          required
          autoComplete="off"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
        />
      </label>
      {start.isError && <Failure error={start.error} />}
      <DialogEnd verb={t("ask.revert.do")} danger sure={sure && !start.isPending} onClose={onClose} />
    </form>
  );
}

/** Starts the plan that was shown, and goes to its rollout. */
function useStart(plan: Schemas["Plan"], onDone: () => void) {
  const go = useNavigate();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: async (reason: string) =>
      unwrap(
        await api.POST("/api/v1/rollouts", {
          params: { header: { "Idempotency-Key": key } },
          body: { plan: plan.id, digest: plan.digest, reason },
        }),
      ),
    onSuccess: (begun) => {
      onDone();
      void go({ to: "/rollouts/$rollout", params: { rollout: begun.id } });
    },
  });
}
