import { useQuery } from "@tanstack/react-query";
import { accountQuery, sessionQuery } from "../../api/queries";
import { statusOf } from "../../api/problem";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { signOut } from "../../shell/signedOut";
import type { Schemas } from "../../stream/frames";
import { Facts } from "../../ui/Facts";
import { Empty, Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Moment } from "../../ui/Time";
import { SessionTable } from "./SessionTable";
import { WaysIn } from "./WaysIn";

export function AccountPage() {
  const t = useText();
  const session = useQuery(sessionQuery).data;
  const account = useQuery(accountQuery);
  const without = statusOf(account.error) === 404;
  return (
    <Page title={t("account.title")} subtitle={session && <bdi>{session.principal.name}</bdi>}>
      {account.isPending && <Loading />}
      {account.isError && !without && <Failure error={account.error} />}
      {without && session && <WithoutAccount session={session} />}
      {account.data && (
        <>
          <Who account={account.data} />
          <WaysIn account={account.data} />
          <SessionTable />
        </>
      )}
      {without && (
        <p>
          <button type="button" className="button" onClick={() => void signOut()}>
            {t("nav.signOut")}
          </button>
        </p>
      )}
    </Page>
  );
}

function Who({ account }: { account: Schemas["Account"] }) {
  const t = useText();
  const words = useWords();
  return (
    <section className="settings">
      <h2>{t("account.who")}</h2>
      <Facts
        of={[
          [t("signIn.name"), <bdi key="name">{account.name}</bdi>],
          [t("column.role"), words.role(account.role)],
          [t("account.may"), words.roleMay(account.role)],
          [t("column.tenants"), account.tenants ? <bdi>{account.tenants.join(", ")}</bdi> : t("tenants.all")],
          [t("account.since"), <Moment key="since" at={account.createdAt} form="day" />],
        ]}
      />
    </section>
  );
}

/** Whoever came with a link or a token has a role for now, and nothing to change. */
function WithoutAccount({ session }: { session: Schemas["Session"] }) {
  const t = useText();
  const words = useWords();
  const { role } = session.principal;
  return (
    <Empty title={t("account.none")}>
      <p>{t("account.none.text", { role: words.role(role) })}</p>
      <Facts
        of={[
          [t("column.role"), words.role(role)],
          [t("account.may"), words.roleMay(role)],
        ]}
      />
      <p>{t("account.none.how")}</p>
    </Empty>
  );
}
