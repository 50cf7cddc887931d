import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import { tokensQuery } from "../../../api/queries";
import { unwrap } from "../../../api/problem";
import { useText } from "../../../i18n/text";
import type { Schemas } from "../../../stream/frames";
import { ReasonDialog } from "../../../ui/ReasonDialog";

export function RevokeDialog({ token, onClose }: { token: Schemas["Token"]; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: async (reason: { reason?: string }) =>
      unwrap(await api.POST("/api/v1/tokens/{token}/revoke", { params: { path: { token: token.id } }, body: reason })),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  return (
    <ReasonDialog
      danger
      title={t("token.revoke.title", { name: token.name })}
      verb={t("token.revoke.do")}
      pending={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onSend={revoke.mutate}
    >
      <p>{t("token.revoke.text")}</p>
    </ReasonDialog>
  );
}
