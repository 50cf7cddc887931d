import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { isSignedOut, unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import { Alone } from "../../shell/Alone";
import { wantedPlace } from "../../shell/signedOut";
import { live } from "../../stream/live";
import type { Schemas } from "../../stream/frames";
import { Command } from "../../ui/Code";
import { Failure, Loading } from "../../ui/Notice";
import { SignInForm } from "./SignInForm";
import { WithProvider } from "./WithProvider";

let used: { token: string; answer: Promise<Schemas["Session"]> } | undefined;

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
  const enter = useCallback(
    (session: Schemas["Session"]) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      live.say();
      void go({ href: wantedPlace(), replace: true });
    },
    [go, queries],
  );
  useEffect(() => {
    if (token === "") return;
    // The token leaves the address at once, so that it stays in no history.
    history.replaceState(null, "", "/sign-in");
    spend(token).then(enter, setError);
  }, [token, enter]);

  return (
    <Alone title={t("signIn.title")}>
      {token !== "" && !error && <Loading />}
      {token === "" && (
        <>
          <h2>{t("signIn.title")}</h2>
          <WithProvider />
          <SignInForm onDone={enter} />
        </>
      )}
      {isSignedOut(error) && (
        <>
          <h2>{t("signIn.expired")}</h2>
          <p>
            {t("signIn.expired.how")} <a href="/sign-in">{t("signIn.byName")}</a>
          </p>
        </>
      )}
      {(token === "" || isSignedOut(error)) && <WithLink />}
      {error !== undefined && !isSignedOut(error) && <Failure error={error} />}
    </Alone>
  );
}

/** The way in for whoever sits at the server's machine. */
function WithLink() {
  const t = useText();
  return (
    <section className="other-way">
      <h2>{t("signIn.link")}</h2>
      <p>{t("signIn.how")}</p>
      <p>{t("signIn.new")}</p>
      <Command text="dihya login" />
    </section>
  );
}
