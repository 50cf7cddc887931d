import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../../../api/queries";
import { useText } from "../../../i18n/text";
import { useWords } from "../../../i18n/words";
import { ActionButton } from "../../../ui/ActionButton";
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
  const own = useQuery(sessionQuery).data?.principal.id === person.id;
  const reason = (what: Open) => {
    if (own) return t("person.own.not");
    return person.provider && what !== "state" ? t("person.provider.not") : undefined;
  };
  const button = (what: Open, label: string, look: "plain" | "danger" = "plain") => {
    const because = reason(what);
    return (
      <ActionButton
        label={label}
        look={look}
        action={because === undefined ? { allowed: true } : { allowed: false, because }}
        onPress={() => {
          setOpen(what);
        }}
      />
    );
  };
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
          {button("setUp", t("person.setUp"), "danger")}
        </div>
      </Inspector>
      {open === "role" && <RoleDialog person={person} onClose={shut} />}
      {open === "state" && <StateDialog person={person} onClose={shut} />}
      {open === "setUp" && <NewSetUpDialog person={person} onClose={shut} />}
    </>
  );
}
