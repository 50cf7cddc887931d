import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client";
import { sessionQuery, tokensQuery } from "../../../api/queries";
import { unwrap } from "../../../api/problem";
import { useText } from "../../../i18n/text";
import { mayGiveToToken, TOKEN_ROLES } from "../../../state/roles";
import type { Schemas } from "../../../stream/frames";
import { AskDialog } from "../../../ui/AskDialog";
import { Choice } from "../../../ui/Choice";
import { Failure } from "../../../ui/Notice";
import { DialogEnd } from "../../../ui/ReasonDialog";
import { useMoment, useNow } from "../../../ui/Time";
import { RoleField } from "../RoleField";
import { TokenText } from "./TokenText";

const DAYS = ["7", "30", "90", "180", "366"] as const;
const DAY_MILLIS = 86_400_000;

/** Makes a token that is no longer good than its work lasts, and shows its text once. */
export function MakeTokenDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const own = useQuery(sessionQuery).data?.principal.role ?? "";
  const [name, setName] = useState("");
  const [role, setRole] = useState<Schemas["Role"]>("viewer");
  const [days, setDays] = useState<(typeof DAYS)[number]>("90");
  const make = useMutation({
    mutationFn: async () => unwrap(await api.POST("/api/v1/tokens", { body: { name: name.trim(), role, expires: `${days}d` } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const sure = name.trim() !== "" && !make.isPending;
  if (make.data) return <TokenText text={make.data.text} name={make.data.token.name} onClose={onClose} />;
  return (
    <AskDialog title={t("tokens.make.title")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) make.mutate();
        }}
      >
        <label className="field">
          {t("token.for")}
          <input
            autoFocus
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={({ target }) => {
              setName(target.value);
            }}
          />
        </label>
        <RoleField
          roles={TOKEN_ROLES}
          value={role}
          onChange={setRole}
          refused={(wanted) => (mayGiveToToken(own, wanted) ? undefined : t("token.role.refused"))}
        />
        <Expiry days={days} onChange={setDays} />
        {make.isError && <Failure error={make.error} />}
        <DialogEnd verb={t("tokens.make.do")} sure={sure} onClose={onClose} />
      </form>
    </AskDialog>
  );
}

function Expiry({ days, onChange }: { days: (typeof DAYS)[number]; onChange: (days: (typeof DAYS)[number]) => void }) {
  const t = useText();
  const moment = useMoment();
  const now = useNow();
  return (
    <div className="field">
      <span>{t("token.expiry")}</span>
      <span>
        <Choice
          label={t("token.expiry")}
          value={days}
          onChange={onChange}
          options={DAYS.map((value) => ({
            value,
            label: t("number", { count: Number(value) }),
            name: t("token.days", { days: Number(value) }),
          }))}
        />
      </span>
      <small className="quiet">{t("token.until", { at: moment(now + Number(days) * DAY_MILLIS, "long") })}</small>
    </div>
  );
}
