import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { accountQuery } from "../../api/queries";
import { expectDone } from "../../api/problem";
import { useText } from "../../i18n/text";
import { AskDialog } from "../../ui/AskDialog";
import { isLongEnough, NewPasswordField, PasswordField } from "../../ui/PasswordField";
import { DialogEnd } from "../../ui/ReasonDialog";
import { Refusal } from "../../ui/Refusal";
import { useWait } from "../../ui/TryLater";

export function PasswordDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: async () => {
      expectDone(await api.POST("/api/v1/account/password", { body: { current, password } }));
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
  });
  const wait = useWait(change.error);
  const sure = current !== "" && isLongEnough(password) && !change.isPending && wait === 0;
  return (
    <AskDialog title={t("account.password.title")} onClose={onClose}>
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) change.mutate();
        }}
      >
        <p>{t("account.password.text")}</p>
        <input className="unseen" aria-hidden="true" tabIndex={-1} readOnly name="username" autoComplete="username" value={name} />
        <PasswordField autoFocus label={t("account.password.current")} kind="current-password" value={current} onChange={setCurrent} />
        <NewPasswordField label={t("account.password.new")} value={password} onChange={setPassword} />
        <Refusal error={change.error} wrong="password.wrong" wait={wait} />
        <DialogEnd verb={t("account.password.do")} sure={sure} onClose={onClose} />
      </form>
    </AskDialog>
  );
}
