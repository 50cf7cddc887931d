import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newKey } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { AskDialog } from "../../ui/AskDialog";
import { Mono } from "../../ui/Code";
import { Failure } from "../../ui/Notice";

export type Word = "approve" | "withdraw";

interface Props {
  readonly plan: Schemas["Plan"];
  readonly word: Word;
  readonly onClose: () => void;
}

/** Asks for a comment; what is said is of the plan that was shown, and of no other. */
export function ApprovalDialog({ plan, word, onClose }: Props) {
  const t = useText();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [comment, setComment] = useState("");
  const say = useMutation({
    mutationFn: async () =>
      unwrap(
        await api.POST(`/api/v1/plans/{plan}/${word}`, {
          params: {
            path: { plan: plan.id },
            header: { "Idempotency-Key": key, "If-Match": `"${plan.digest}"` },
          },
          body: comment.trim() ? { comment: comment.trim() } : {},
        }),
      ),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["plan"] });
    },
  });
  return (
    <AskDialog title={t(`approvals.${word}.title`, { id: plan.id })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!say.isPending) say.mutate();
        }}
      >
        <p>{t(`approvals.${word}.text`)}</p>
        <p className="quiet">
          <Mono>{plan.digest}</Mono>
        </p>
        <label className="field">
          {t("approvals.comment")}
          <input
            autoFocus
            maxLength={2000}
            value={comment}
            onChange={(event) => {
              setComment(event.target.value);
            }}
          />
        </label>
        {say.isError && <Failure error={say.error} />}
        <div className="dialog-end">
          <button type="button" className="button" onClick={onClose}>
            {t("ask.cancel")}
          </button>
          <button type="submit" className="button primary" aria-disabled={say.isPending}>
            {t(`approvals.${word}`)}
          </button>
        </div>
      </form>
    </AskDialog>
  );
}
