import { useState } from "react";
import { useText } from "../../../i18n/text";
import { useWords } from "../../../i18n/words";
import { Mono } from "../../../ui/Code";
import { Facts } from "../../../ui/Facts";
import { Inspector } from "../../../ui/Inspector";
import { Mark } from "../../../ui/Mark";
import { Moment } from "../../../ui/Time";
import { MARKS } from "./PeopleTable";
import { NewSetUpDialog } from "./NewSetUpDialog";
import { RoleDialog } from "./RoleDialog";
import { StateDialog } from "./StateDialog";
import type { Person } from "./usePeople";

type Open = "role" | "state" | "setUp";

/** One person, and what can be changed about their account. */
export function PersonInspector({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText();
  const words = useWords();
  const [open, setOpen] = useState<Open>();
  const shut = () => {
    setOpen(undefined);
  };
  const button = (what: Open, label: string, danger = false) => (
    <button
      type="button"
      className={danger ? "button small danger" : "button small"}
      onClick={() => {
        setOpen(what);
      }}
    >
      {label}
    </button>
  );
  // The dialogs stand beside the inspector: Escape in them must not close it, and with it what is shown once.
  return (
    <>
      <Inspector title={person.name} subtitle={words.role(person.role)} onClose={onClose}>
        <p className="state-line">
          <Mark mark={MARKS[person.state]} /> <strong>{t(`person.${person.state}`)}</strong>
        </p>
        <Facts
          of={[
            [t("account.may"), words.roleMay(person.role)],
            [t("column.tenants"), person.tenants ? <bdi>{person.tenants.join(", ")}</bdi> : t("tenants.all")],
            [t("column.secondFactor"), t(person.secondFactor ? "factor.on" : "factor.off")],
            [t("person.lastSignIn"), person.lastSignIn ? <Moment key="last" at={person.lastSignIn} form="long" /> : t("person.never")],
            [t("account.since"), <Moment key="since" at={person.createdAt} form="day" />],
            [t("person.id"), <Mono key="id">{person.id}</Mono>],
          ]}
        />
        <div className="doubt-choices">
          {button("role", t("person.role.change"))}
          {person.state !== "invited" && button("state", t(person.state === "suspended" ? "person.activate" : "person.suspend"))}
          {button("setUp", t("person.setUp"), true)}
        </div>
      </Inspector>
      {open === "role" && <RoleDialog person={person} onClose={shut} />}
      {open === "state" && <StateDialog person={person} onClose={shut} />}
      {open === "setUp" && <NewSetUpDialog person={person} onClose={shut} />}
    </>
  );
}
