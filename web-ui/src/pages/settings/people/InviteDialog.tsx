import { useState } from "react";
import { useText } from "../../../i18n/text";
import { ROLES, type Role } from "../../../state/roles";
import { AskDialog } from "../../../ui/AskDialog";
import { Failure } from "../../../ui/Notice";
import { DialogEnd } from "../../../ui/ReasonDialog";
import { RoleField } from "../RoleField";
import { SetUpLink } from "./SetUpLink";
import { readGiven, TenantsField } from "./TenantsField";
import { useInvite } from "./usePeople";

/** Makes an account, and shows once the link with which its owner sets it up. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const invite = useInvite();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [tenants, setTenants] = useState("");
  const given = readGiven(role, tenants);
  const sure = name.trim() !== "" && given !== undefined && !invite.isPending;
  if (invite.data) return <SetUpLink invitation={invite.data} onClose={onClose} />;
  return (
    <AskDialog title={t("people.invite.title")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) invite.mutate({ name: name.trim(), ...given });
        }}
      >
        <label className="field">
          {t("signIn.name")}
          <input
            autoFocus
            dir="auto"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
            }}
          />
          <small className="quiet">{t("people.name.rule")}</small>
        </label>
        <RoleField roles={ROLES} value={role} onChange={setRole} />
        {role === "tenant-admin" && <TenantsField value={tenants} onChange={setTenants} />}
        {invite.isError && <Failure error={invite.error} />}
        <DialogEnd verb={t("people.invite.do")} sure={sure} onClose={onClose} />
      </form>
    </AskDialog>
  );
}
