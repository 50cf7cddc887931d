import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { peopleQuery } from "../../../api/queries";
import { useText } from "../../../i18n/text";
import { ActionButton } from "../../../ui/ActionButton";
import { Failure, Loading } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { isNotAllowed, NotAllowed, useWhoMay } from "../NotAllowed";
import { SettingsNav } from "../SettingsNav";
import { InviteDialog } from "./InviteDialog";
import { PeopleTable } from "./PeopleTable";
import { PersonInspector } from "./PersonInspector";

const route = getRouteApi("/settings/people");

export function PeoplePage() {
  const t = useText();
  const go = route.useNavigate();
  const { person: chosen } = route.useSearch();
  const { data, error, refetch } = useQuery(peopleQuery);
  const [invites, setInvites] = useState(false);
  const whoMay = useWhoMay("manage-people");
  const refused = isNotAllowed(error);
  const open = useCallback((person?: string) => void go({ search: person ? { person } : {}, replace: true }), [go]);
  const person = data?.items.find(({ id }) => id === chosen);
  return (
    <Page title={t("nav.settings")} tab={t("people.title")}>
      <SettingsNav />
      <div className="part-head">
        <h2>{t("people.title")}</h2>
        <ActionButton
          label={t("people.invite")}
          look="primary"
          action={refused ? { allowed: false, because: whoMay } : { allowed: true }}
          onPress={() => {
            setInvites(true);
          }}
        />
      </div>
      {refused && <NotAllowed permission="manage-people" />}
      {!data && !refused && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <div className={person ? "with-inspector" : undefined}>
          <div className="primary">
            <PeopleTable people={data.items} selected={chosen} onOpen={open} />
          </div>
          {person && (
            <PersonInspector
              key={person.id}
              person={person}
              onClose={() => {
                open();
              }}
            />
          )}
        </div>
      )}
      {invites && (
        <InviteDialog
          onClose={() => {
            setInvites(false);
          }}
        />
      )}
    </Page>
  );
}
