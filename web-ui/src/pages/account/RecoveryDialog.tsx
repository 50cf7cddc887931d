import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { accountQuery } from "../../api/queries";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import { AskDialog } from "../../ui/AskDialog";
import { Failure } from "../../ui/Notice";
import { DialogEnd } from "../../ui/ReasonDialog";
import { RecoveryCodes } from "./RecoveryCodes";

/** Makes new recovery codes, and shows them once. */
export function RecoveryDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: async () => unwrap(await api.POST("/api/v1/account/recovery-codes")),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountQuery.queryKey }),
  });
  return (
    <AskDialog title={t("recovery.title")} dismissable={!renew.data} onClose={onClose}>
      {renew.data ? (
        <RecoveryCodes name={name} codes={renew.data.codes} onKept={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!renew.isPending) renew.mutate();
          }}
        >
          <p>{t("recovery.renew.text")}</p>
          {renew.isError && <Failure error={renew.error} />}
          <DialogEnd verb={t("recovery.renew.do")} sure={!renew.isPending} onClose={onClose} />
        </form>
      )}
    </AskDialog>
  );
}
