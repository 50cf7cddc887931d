import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { unwrap } from "../../api/problem";
import { useText, type MessageKey } from "../../i18n/text";
import { peekWantedPlace } from "../../shell/signedOut";
import { Wrong } from "../../ui/Notice";

/** What the server says in the address when somebody came back and was not let in. */
const PROBLEMS: Readonly<Record<string, MessageKey>> = {
  denied: "signIn.problem.denied",
  expired: "signIn.problem.expired",
  unreachable: "signIn.problem.unreachable",
  untrusted: "signIn.problem.untrusted",
  "no-role": "signIn.problem.no-role",
  suspended: "signIn.problem.suspended",
  "not-fresh": "signIn.problem.not-fresh",
  "too-many": "signIn.problem.too-many",
};

const waysQuery = {
  queryKey: ["sign-in"],
  queryFn: async () => unwrap(await api.GET("/api/v1/sign-in")),
  retry: false,
};

/** The way in through the identity provider, where there is one. */
export function WithProvider() {
  const t = useText();
  const ways = useQuery(waysQuery);
  const [problem] = useState(() => PROBLEMS[new URLSearchParams(location.search).get("problem") ?? ""]);
  const provider = ways.data?.provider;
  return (
    <>
      {problem && <Wrong>{t(problem)}</Wrong>}
      {provider && (
        <p>
          <a href={`/api/v1/session/oidc?to=${encodeURIComponent(peekWantedPlace())}`}>
            {t("signIn.provider", { name: provider.name })}
          </a>
        </p>
      )}
    </>
  );
}
