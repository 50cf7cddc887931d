import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../../api/client";
import { accountQuery, sessionQuery } from "../../api/queries";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import { wantedPlace } from "../../shell/signedOut";
import { Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { ConfirmAuthenticator } from "./ConfirmAuthenticator";
import { RecoveryCodes } from "./RecoveryCodes";

/** Takes an authenticator on, in three steps: begin, confirm with a first code, keep the recovery codes. */
export function EnrolPage() {
  const t = useText();
  const go = useNavigate();
  const queries = useQueryClient();
  const account = useQuery(accountQuery);
  const forced = useQuery(sessionQuery).data?.stage === "enrol";
  const begin = useMutation({ mutationFn: async () => unwrap(await api.POST("/api/v1/account/second-factor")) });
  const confirm = useMutation({
    mutationFn: async (code: string) => unwrap(await api.POST("/api/v1/account/second-factor/confirm", { body: { code } })),
  });
  const finish = async () => {
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
    await (forced ? go({ href: wantedPlace(), replace: true }) : go({ to: "/account" }));
  };
  const name = account.data?.name ?? "";
  return (
    <Page title={t("enrol.title")} subtitle={forced && t("enrol.forced")}>
      {!account.data && (account.isError ? <Failure error={account.error} /> : <Loading />)}
      {account.data && !begin.data && (
        <Begin replaces={account.data.secondFactor} pending={begin.isPending} error={begin.error} onBegin={begin.mutate} />
      )}
      {begin.data && !confirm.data && (
        <ConfirmAuthenticator
          given={begin.data}
          pending={confirm.isPending}
          error={confirm.error}
          onConfirm={confirm.mutate}
        />
      )}
      {confirm.data && (
        <section className="enrol">
          <h2>{t("enrol.keep")}</h2>
          <RecoveryCodes name={name} codes={confirm.data.codes} onKept={() => void finish()} />
        </section>
      )}
    </Page>
  );
}

interface BeginProps {
  readonly replaces: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onBegin: () => void;
}

function Begin({ replaces, pending, error, onBegin }: BeginProps) {
  const t = useText();
  return (
    <section className="enrol">
      <p>{t("enrol.what")}</p>
      {replaces && <p>{t("enrol.replaces")}</p>}
      {error ? <Failure error={error} /> : null}
      <button
        type="button"
        className="button primary"
        aria-disabled={pending}
        onClick={() => {
          if (!pending) onBegin();
        }}
      >
        {t("enrol.begin")}
      </button>
    </section>
  );
}
