import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newKey } from "../../api/client";
import { rolloutQuery } from "../../api/queries";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { AskDialog } from "../../ui/AskDialog";
import { Failure } from "../../ui/Notice";
import { DialogEnd } from "../../ui/ReasonDialog";

type Verdict = NonNullable<Schemas["Rollout"]["signOff"]>["verdict"];

const VERDICTS: readonly Verdict[] = ["OK", "KO"];

interface Props {
  readonly rollout: string;
  readonly onClose: () => void;
}

/** Asks for the verdict and why; both stand in the report, beside what was observed. */
export function SignOffDialog({ rollout, onClose }: Props) {
  const t = useText();
  const signOff = useSignOff(rollout, onClose);
  const [verdict, setVerdict] = useState<Verdict>();
  const [comment, setComment] = useState("");
  const sure = verdict !== undefined && comment.trim() !== "";
  return (
    <AskDialog title={t("ask.sign-off.title", { id: rollout })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sure && !signOff.isPending) signOff.mutate({ verdict, comment: comment.trim() });
        }}
      >
        <fieldset>
          <legend>{t("ask.sign-off.verdict")}</legend>
          {VERDICTS.map((each) => (
            <label key={each} className="check">
              <input
                type="radio"
                name="verdict"
                checked={verdict === each}
                onChange={() => {
                  setVerdict(each);
                }}
              />
              <span>{t(`ask.sign-off.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          {t("ask.sign-off.comment")}
          <input
            required
            value={comment}
            onChange={({ target }) => {
              setComment(target.value);
            }}
          />
        </label>
        {signOff.isError && <Failure error={signOff.error} />}
        <DialogEnd verb={t("ask.sign-off.do")} sure={sure && !signOff.isPending} onClose={onClose} />
      </form>
    </AskDialog>
  );
}

function useSignOff(rollout: string, onDone: () => void) {
  const queries = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: async (body: { verdict: Verdict; comment: string }) =>
      unwrap(
        await api.POST("/api/v1/rollouts/{rollout}/sign-off", {
          params: { path: { rollout }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    onSuccess: (after) => {
      queries.setQueryData(rolloutQuery(rollout).queryKey, after);
      onDone();
    },
  });
}
