import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { unwrap } from "../../api/problem";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import type { Schemas } from "../../stream/frames";
import { live } from "../../stream/live";
import { Facts } from "../../ui/Facts";
import { isLongEnough, NewPasswordField } from "../../ui/PasswordField";
import { Refusal } from "../../ui/Refusal";
import { useWait } from "../../ui/TryLater";

/** The first administrator chooses a name as well; somebody who was invited has one. */
export function SetUpForm({ token, of }: { token: string; of: Schemas["SetUp"] }) {
  const t = useText();
  const words = useWords();
  const go = useNavigate();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState("");
  const [password, setPassword] = useState("");
  const setUp = useMutation({
    mutationFn: async () =>
      unwrap(await api.POST("/api/v1/set-up", { body: { token, password, ...(of.name === undefined ? { name: chosen.trim() } : {}) } })),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      live.say();
      return go({ to: session.stage === "enrol" ? "/account/second-factor" : "/fleet", replace: true });
    },
  });
  const wait = useWait(setUp.error);
  const named = of.name !== undefined || chosen.trim() !== "";
  const sure = named && isLongEnough(password) && !setUp.isPending && wait === 0;
  return (
    <>
      <h2>{t(of.name === undefined ? "setUp.first" : "setUp.title")}</h2>
      <Facts
        of={[
          [t("signIn.name"), of.name !== undefined && <bdi>{of.name}</bdi>],
          [t("column.role"), words.role(of.role)],
          [t("account.may"), words.roleMay(of.role)],
        ]}
      />
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) setUp.mutate();
        }}
      >
        <NameField given={of.name} value={chosen} onChange={setChosen} />
        <NewPasswordField label={t("signIn.password")} value={password} onChange={setPassword} />
        <Refusal error={setUp.error} wrong="setUp.expired" wait={wait} />
        <button type="submit" className="button primary" aria-disabled={!sure}>
          {t("setUp.do")}
        </button>
      </form>
    </>
  );
}

/** A given name is no choice; it stands there so that a password manager keeps it with the password. */
function NameField({ given, value, onChange }: { given: string | undefined; value: string; onChange: (name: string) => void }) {
  const t = useText();
  return (
    <label className={given === undefined ? "field" : "unseen"}>
      {t("signIn.name")}
      <input
        name="username"
        dir="auto"
        required
        autoFocus={given === undefined}
        readOnly={given !== undefined}
        tabIndex={given === undefined ? 0 : -1}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={given ?? value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
      {given === undefined && <small className="quiet">{t("people.name.rule")}</small>}
    </label>
  );
}
