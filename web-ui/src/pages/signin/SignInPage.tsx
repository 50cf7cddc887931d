import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { isSignedOut, unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import { wantedPlace } from "../../shell/signedOut";
import { LanguageChoice } from "../../shell/PrefChoices";
import { live } from "../../stream/live";
import { Command, Mono } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";

let used: { token: string; answer: Promise<unknown> } | undefined;

/** A token is used up by the call, so however often the page is drawn it is sent once. */
function spend(token: string) {
  if (used?.token !== token) {
    used = { token, answer: api.POST("/api/v1/session", { body: { token } }).then(unwrap) };
  }
  return used.answer;
}

export function SignInPage() {
  const t = useText();
  const go = useNavigate();
  const queries = useQueryClient();
  const [token] = useState(() => location.hash.slice(1));
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    document.title = t("app.title", { page: t("signIn.title") });
  }, [t]);
  useEffect(() => {
    if (token === "") return;
    // The token leaves the address at once, so that it stays in no history.
    history.replaceState(null, "", "/sign-in");
    spend(token).then((session) => {
      queries.setQueryData(sessionQuery.queryKey, session as never);
      live.say();
      return go({ href: wantedPlace(), replace: true });
    }, setError);
  }, [token, go, queries]);

  return (
    <main className="alone">
      <h1>{t("app.name")}</h1>
      {token !== "" && !error && <Loading />}
      {token === "" && (
        <>
          <h2>{t("signIn.title")}</h2>
          <p>{t("signIn.how")}</p>
          <p>
            <Mono>{`${location.origin}/sign-in#…`}</Mono>
          </p>
        </>
      )}
      {isSignedOut(error) && (
        <>
          <h2>{t("signIn.expired")}</h2>
          <p>{t("signIn.expired.how")}</p>
        </>
      )}
      {(token === "" || isSignedOut(error)) && (
        <>
          <p>{t("signIn.new")}</p>
          <p>
            <Command text="dihya login" />
          </p>
        </>
      )}
      {error !== undefined && !isSignedOut(error) && <Failure error={error} />}
      <LanguageChoice />
    </main>
  );
}
