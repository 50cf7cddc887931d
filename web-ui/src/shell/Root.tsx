import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { sessionQuery } from "../api/queries";
import { isSignedOut } from "../api/problem";
import { useText } from "../i18n/text";
import { Failure, Loading } from "../ui/Notice";
import { Nav } from "./Nav";
import { Help } from "./Help";
import { StaleBanner } from "./StreamState";

export function Root() {
  const place = useLocation({ select: (location) => location.pathname });
  return place === "/sign-in" ? <Outlet /> : <Shell />;
}

function Shell() {
  const t = useText();
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
