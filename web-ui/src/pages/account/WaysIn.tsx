import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useRichText, useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { Mark } from "../../ui/Mark";
import { Moment } from "../../ui/Time";
import { PasswordDialog } from "./PasswordDialog";
import { RecoveryDialog } from "./RecoveryDialog";

const FEW = 3;

/** With what one signs in: password, authenticator, recovery codes; each with what can be done about it. */
export function WaysIn({ account }: { account: Schemas["Account"] }) {
  const t = useText();
  const rich = useRichText();
  const [open, setOpen] = useState<"password" | "recovery">();
  const close = () => {
    setOpen(undefined);
  };
  const { secondFactor, secondFactorNeeded, recoveryCodesLeft, passwordSince } = account;
  return (
    <section className="settings">
      <h2>{t("account.waysIn")}</h2>
      <Way
        name={t("signIn.password")}
        state={passwordSince ? rich("account.password.since", { at: <Moment key="at" at={passwordSince} form="day" /> }) : t("account.password.set")}
      >
        <button
          type="button"
          className="button small"
          onClick={() => {
            setOpen("password");
          }}
        >
          {t("account.password.change")}
        </button>
      </Way>
      <Way
        name={t("column.secondFactor")}
        state={
          <>
            <Mark mark={secondFactor ? "done" : secondFactorNeeded ? "failed" : "waiting"} /> {t(secondFactor ? "factor.on" : "factor.off")}
            {secondFactorNeeded && <span className="quiet"> {t("factor.needed")}</span>}
          </>
        }
      >
        <Link className="button small" to="/account/second-factor">
          {t(secondFactor ? "factor.replace" : "factor.enrol")}
        </Link>
      </Way>
      {secondFactor && (
        <Way
          name={t("recovery.title")}
          state={
            <>
              {recoveryCodesLeft <= FEW && <Mark mark="held" />} {t("recovery.left", { count: recoveryCodesLeft })}
            </>
          }
        >
          <button
            type="button"
            className="button small"
            onClick={() => {
              setOpen("recovery");
            }}
          >
            {t("recovery.renew")}
          </button>
        </Way>
      )}
      {open === "password" && <PasswordDialog name={account.name} onClose={close} />}
      {open === "recovery" && <RecoveryDialog name={account.name} onClose={close} />}
    </section>
  );
}

function Way({ name, state, children }: { name: string; state: ReactNode; children: ReactNode }) {
  return (
    <div className="setting way">
      <span>{name}</span>
      <span>{state}</span>
      {children}
    </div>
  );
}
