import { useText } from "../../../i18n/text";
import { ReasonDialog } from "../../../ui/ReasonDialog";
import { SessionsEnd } from "./RoleDialog";
import { useStateOf, type Person } from "./usePeople";

/** Suspends an account, or makes a suspended one active again. */
export function StateDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText();
  const change = useStateOf(person);
  const suspends = person.state !== "suspended";
  return (
    <ReasonDialog
      title={t(suspends ? "person.suspend.title" : "person.activate.title", { name: person.name })}
      verb={t(suspends ? "person.suspend.do" : "person.activate.do")}
      danger={suspends}
      pending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSend={(reason) => {
        change.mutate({ state: suspends ? "suspended" : "active", ...reason }, { onSuccess: onClose });
      }}
    >
      <p>{t(suspends ? "person.suspend.text" : "person.activate.text")}</p>
      {suspends && <SessionsEnd person={person} />}
    </ReasonDialog>
  );
}
