import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { sessionQuery } from "../api/queries";
import { isSignedOut } from "../api/problem";
import { useText } from "../i18n/text";
import { useStatus } from "../stream/useLive";
import { Failure, Loading } from "../ui/Notice";
import { Nav } from "./Nav";
import { Help } from "./Help";
import { isOpen } from "./signedOut";
import { StepUpDialog } from "./StepUpDialog";
import { StaleBanner } from "./StreamState";

export function Root() {
  // The place of what the outlet shows: while another page is being loaded, the address is already of that one.
  const place = useRouterState({ select: ({ matches, location }) => matches.at(-1)?.pathname ?? location.pathname });
  return isOpen(place) ? <Outlet /> : <Shell place={place} />;
}

/** The stream notices first when a session has ended; whether it has, the session itself says. */
function useSessionWatch(): void {
  const queries = useQueryClient();
  const { phase } = useStatus();
  useEffect(() => {
    if (phase === "signed-out") void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [phase, queries]);
}

const ENROLMENT = "/account/second-factor";

function Shell({ place }: { place: string }) {
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
  // Until a second factor is enrolled nothing else works, so there is nowhere else to go.
  const enrols = session.data.stage === "enrol";
  return (
    <div className={enrols ? "shell enrols" : "shell"}>
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <Nav session={session.data} places={!enrols} />
      <div className="page">
        <StaleBanner />
        {enrols && place !== ENROLMENT ? <Navigate to={ENROLMENT} replace /> : <Outlet />}
      </div>
      {!enrols && <Help />}
      <StepUpDialog />
    </div>
  );
}
