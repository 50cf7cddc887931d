import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { sessionsQuery } from "../../api/queries";
import { expectDone } from "../../api/problem";
import { useText } from "../../i18n/text";
import { signOut } from "../../shell/signedOut";
import type { Schemas } from "../../stream/frames";
import { Failure, Loading } from "../../ui/Notice";
import { Ago, Moment } from "../../ui/Time";

/** Where one is signed in; this one is marked, the others can be ended. */
export function SessionTable() {
  const t = useText();
  const queries = useQueryClient();
  const { data, error } = useQuery(sessionsQuery);
  const end = useMutation({
    // One after the other; the server knows no other way, and they are few.
    mutationFn: async (ids: readonly string[]) => {
      for (const session of ids) expectDone(await api.POST("/api/v1/account/sessions/{session}/end", { params: { path: { session } } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const endAll = (ids: readonly string[]) => {
    if (!end.isPending) end.mutate(ids);
  };
  const others = (data?.items ?? []).filter(({ current }) => !current).map(({ id }) => id);
  return (
    <section className="settings">
      <h2>{t("sessions.title")}</h2>
      {!data && (error ? <Failure error={error} /> : <Loading />)}
      {end.isError && <Failure error={end.error} />}
      <ul className="sessions">
        {data?.items.map((session) => (
          <Row
            key={session.id}
            session={session}
            pending={end.isPending}
            onEnd={() => {
              if (session.current) void signOut();
              else endAll([session.id]);
            }}
          />
        ))}
      </ul>
      {others.length > 1 && (
        <p className="after-rows">
          <button
            type="button"
            className="button small"
            aria-disabled={end.isPending}
            onClick={() => {
              endAll(others);
            }}
          >
            {t("sessions.endOthers", { count: others.length })}
          </button>
        </p>
      )}
    </section>
  );
}

function Row({ session, pending, onEnd }: { session: Schemas["BrowserSession"]; pending: boolean; onEnd: () => void }) {
  const t = useText();
  const name = session.agent ?? t("sessions.unknown");
  return (
    <li>
      <p>
        <bdi>{name}</bdi>
        {session.address && (
          <>
            {" "}
            <bdi dir="ltr" className="quiet">
              {session.address}
            </bdi>
          </>
        )}
      </p>
      <p className="quiet">
        {t("sessions.began")} <Moment at={session.began} />
      </p>
      <p className={session.current ? undefined : "quiet"}>
        {session.current ? (
          <strong>{t("sessions.this")}</strong>
        ) : (
          <>
            {t("sessions.used")} <Ago at={session.used} />
          </>
        )}
      </p>
      <button type="button" className="button small" aria-label={session.current ? undefined : t("sessions.end.of", { name })} aria-disabled={pending} onClick={onEnd}>
        {t(session.current ? "nav.signOut" : "sessions.end")}
      </button>
    </li>
  );
}
