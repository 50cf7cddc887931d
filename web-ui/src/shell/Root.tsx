import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { sessionQuery } from "../api/queries";
import { isSignedOut } from "../api/problem";
import { useText } from "../i18n/text";
import { useStatus } from "../stream/useLive";
import { Failure, Loading } from "../ui/Notice";
import { Nav } from "./Nav";
import { Help } from "./Help";
import { StaleBanner } from "./StreamState";

export function Root() {
  const place = useLocation({ select: (location) => location.pathname });
  return place === "/sign-in" ? <Outlet /> : <Shell />;
}

/** The stream notices first when a session has ended; whether it has, the session itself says. */
function useSessionWatch(): void {
  const queries = useQueryClient();
  const { phase } = useStatus();
  useEffect(() => {
    if (phase === "signed-out") void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [phase, queries]);
}

function Shell() {
  const t = useText();
  useSessionWatch();
  const session = useQuery(sessionQuery);
  if (session.isError && !isSignedOut(session.error)) {
    return (
      <main className="alone">
        <h1>{t("app.name")}</h1>
        <Failure
          error={session.error}
          onRetry={() => {
            void session.refetch();
          }}
        />
      </main>
    );
  }
  if (!session.data) {
    return (
      <main className="alone">
        <h1 className="unseen">{t("app.name")}</h1>
        <Loading />
      </main>
    );
  }
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <Nav session={session.data} />
      <div className="page">
        <StaleBanner />
        <Outlet />
      </div>
      <Help />
    </div>
  );
}
