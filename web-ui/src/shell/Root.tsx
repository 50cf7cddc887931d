import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { sessionQuery } from "../api/queries";
import { isSignedOut } from "../api/problem";
import { askWhoItIs } from "../api/stepUp";
import { useText } from "../i18n/text";
import { useStatus } from "../stream/useLive";
import { Failure, Loading } from "../ui/Notice";
import { Nav } from "./Nav";
import { Help } from "./Help";
import { isOpen, signOut } from "./signedOut";
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

/** Whoever came from a provider that leaves the second factor to this server shows it here before anything else. */
function useSecondFactor(stage: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (stage !== "second-factor") return;
    void askWhoItIs().then((shown) => (shown ? queries.invalidateQueries() : signOut()));
  }, [stage, queries]);
}

const ENROLMENT = "/account/second-factor";

function Shell({ place }: { place: string }) {
  const t = useText();
  useSessionWatch();
  const session = useQuery(sessionQuery);
  useSecondFactor(session.data?.stage);
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
  const { stage } = session.data;
  const enrols = stage === "enrol";
  const shown = enrols ? place === ENROLMENT : stage !== "second-factor";
  return (
    <div className={enrols ? "shell enrols" : "shell"}>
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <Nav session={session.data} places={!enrols} />
      <div className="page">
        <StaleBanner />
        {enrols && place !== ENROLMENT && <Navigate to={ENROLMENT} replace />}
        {shown && <Outlet />}
      </div>
      {!enrols && <Help />}
      <StepUpDialog />
    </div>
  );
}
