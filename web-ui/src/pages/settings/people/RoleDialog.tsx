import { useState } from "react";
import { useText } from "../../../i18n/text";
import { ROLES, type Role } from "../../../state/roles";
import { ReasonDialog } from "../../../ui/ReasonDialog";
import { RoleField } from "../RoleField";
import { readGiven, TenantsField } from "./TenantsField";
import { useRoleOf, type Person } from "./usePeople";

export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText();
  const change = useRoleOf(person);
  const [role, setRole] = useState<Role>(person.role);
  const [tenants, setTenants] = useState((person.tenants ?? []).join(" "));
  const given = readGiven(role, tenants);
  return (
    <ReasonDialog
      title={t("person.role.title", { name: person.name })}
      verb={t("person.role.do")}
      pending={change.isPending || given === undefined}
      error={change.error}
      onClose={onClose}
      onSend={(reason) => {
        if (given) change.mutate({ ...given, ...reason }, { onSuccess: onClose });
      }}
    >
      <SessionsEnd person={person} />
      <RoleField roles={ROLES} value={role} onChange={setRole} />
      {role === "tenant-admin" && <TenantsField value={tenants} onChange={setTenants} />}
    </ReasonDialog>
  );
}

/** Says that the person is signed out everywhere. */
export function SessionsEnd({ person }: { person: Person }) {
  const t = useText();
  return <p>{t("person.sessionsEnd", { name: person.name })}</p>;
}
