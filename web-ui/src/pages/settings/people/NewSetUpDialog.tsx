import { useText } from "../../../i18n/text";
import { ReasonDialog } from "../../../ui/ReasonDialog";
import { SessionsEnd } from "./RoleDialog";
import { SetUpLink } from "./SetUpLink";
import { useNewSetUp, type Person } from "./usePeople";

/** For whoever lost the password or the authenticator: both are taken away, and a new link is made. */
export function NewSetUpDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText();
  const renew = useNewSetUp(person);
  if (renew.data) return <SetUpLink invitation={renew.data} onClose={onClose} />;
  return (
    <ReasonDialog
      danger
      title={t("person.setUp.title", { name: person.name })}
      verb={t("person.setUp.do")}
      pending={renew.isPending}
      error={renew.error}
      onClose={onClose}
      onSend={renew.mutate}
    >
      <p>{t("person.setUp.text")}</p>
      <SessionsEnd person={person} />
    </ReasonDialog>
  );
}
