import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { setUpQuery } from "../../api/queries";
import { statusOf } from "../../api/problem";
import { useText } from "../../i18n/text";
import { Alone } from "../../shell/Alone";
import { Command } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";
import { SetUpForm } from "./SetUpForm";

const NO_LONGER_GOOD = [400, 401, 404, 409, 410];

/** Where a set-up link leads: its account gets a password, and the person is signed in. */
export function SetUpPage() {
  const t = useText();
  const [token] = useState(() => location.hash.slice(1));
  const link = useQuery({ ...setUpQuery(token), enabled: token !== "" });
  useEffect(() => {
    // The token leaves the address at once, so that it stays in no history.
    if (token !== "") history.replaceState(null, "", "/set-up");
  }, [token]);
  const status = statusOf(link.error) ?? 0;
  const gone = token === "" || NO_LONGER_GOOD.includes(status);
  return (
    <Alone title={t("setUp.title")}>
      {gone && <NotGood title={t(token === "" ? "setUp.none" : "setUp.expired")} />}
      {link.isError && !gone && (
        <Failure
          error={link.error}
          onRetry={() => {
            void link.refetch();
          }}
        />
      )}
      {link.isLoading && <Loading />}
      {link.data && <SetUpForm token={token} of={link.data} />}
    </Alone>
  );
}

function NotGood({ title }: { title: string }) {
  const t = useText();
  return (
    <>
      <h2>{title}</h2>
      <p>{t("setUp.expired.invited")}</p>
      <p>{t("setUp.expired.first")}</p>
      <Command text="dihya login" />
      <p>
        <a href="/sign-in">{t("signIn.title")}</a>
      </p>
    </>
  );
}
