import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { tokensQuery } from "../../../api/queries";
import { useText } from "../../../i18n/text";
import type { Schemas } from "../../../stream/frames";
import { ActionButton } from "../../../ui/ActionButton";
import { Empty, Failure, Loading } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { isNotAllowed, NotAllowed, useWhoMay } from "../NotAllowed";
import { SettingsNav } from "../SettingsNav";
import { MakeTokenDialog } from "./MakeTokenDialog";
import { RevokeDialog } from "./RevokeDialog";
import { TokenTable } from "./TokenTable";

export function TokensPage() {
  const t = useText();
  const { data, error, refetch } = useQuery(tokensQuery);
  const [makes, setMakes] = useState(false);
  const [revoked, setRevoked] = useState<Schemas["Token"]>();
  const whoMay = useWhoMay("manage-tokens");
  const refused = isNotAllowed(error);
  const close = useCallback(() => {
    setMakes(false);
    setRevoked(undefined);
  }, []);
  return (
    <Page title={t("nav.settings")} tab={t("tokens.title")}>
      <SettingsNav />
      <div className="part-head">
        <h2>{t("tokens.title")}</h2>
        <ActionButton
          label={t("tokens.make")}
          look="primary"
          action={refused ? { allowed: false, because: whoMay } : { allowed: true }}
          onPress={() => {
            setMakes(true);
          }}
        />
      </div>
      {refused && <NotAllowed permission="manage-tokens" />}
      {!data && !refused && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.items.length === 0 && (
        <Empty title={t("tokens.empty")}>
          <p>{t("tokens.empty.how")}</p>
        </Empty>
      )}
      {data && data.items.length > 0 && <TokenTable tokens={data.items} onRevoke={setRevoked} />}
      {makes && <MakeTokenDialog onClose={close} />}
      {revoked && <RevokeDialog token={revoked} onClose={close} />}
    </Page>
  );
}
