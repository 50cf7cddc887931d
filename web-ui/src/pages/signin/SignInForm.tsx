import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { codeOf, unwrap } from "../../api/problem";
import { useRichText, useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { CodeField } from "../../ui/CodeField";
import { PasswordField } from "../../ui/PasswordField";
import { readCode } from "../../ui/readCode";
import { Refusal } from "../../ui/Refusal";
import { useWait } from "../../ui/TryLater";

/** Name and password; then, where the server asks for it, the code, which is sent together with them. */
export function SignInForm({ onDone }: { onDone: (session: Schemas["Session"]) => void }) {
  const t = useText();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string>();
  const signIn = useMutation({
    mutationFn: async () =>
      unwrap(await api.POST("/api/v1/session", { body: { name: name.trim(), password, ...(code === undefined ? {} : { code: readCode(code) }) } })),
    onSuccess: onDone,
    onError: (error) => {
      if (code !== undefined || codeOf(error) === "second-factor") setCode("");
    },
  });
  const wait = useWait(signIn.error);
  const sure = name.trim() !== "" && password !== "" && code !== "" && !signIn.isPending && wait === 0;
  const startAgain = () => {
    setPassword("");
    setCode(undefined);
    signIn.reset();
  };
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (sure) signIn.mutate();
      }}
    >
      {code === undefined ? (
        <NameAndPassword name={name} password={password} onName={setName} onPassword={setPassword} />
      ) : (
        <>
          <SomebodyElse name={name} onChange={startAgain} />
          <CodeField recovery value={code} onChange={setCode} />
        </>
      )}
      <Refusal error={signIn.error} wrong={code === undefined ? "signIn.wrong" : "code.wrong"} wait={wait} />
      <button type="submit" className="button primary" aria-disabled={!sure}>
        {t("signIn.do")}
      </button>
    </form>
  );
}

interface Fields {
  readonly name: string;
  readonly password: string;
  readonly onName: (name: string) => void;
  readonly onPassword: (password: string) => void;
}

function NameAndPassword({ name, password, onName, onPassword }: Fields) {
  const t = useText();
  return (
    <>
      <label className="field">
        {t("signIn.name")}
        <input
          name="username"
          dir="auto"
          required
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          onChange={({ target }) => {
            onName(target.value);
          }}
        />
      </label>
      <PasswordField label={t("signIn.password")} kind="current-password" value={password} onChange={onPassword} />
    </>
  );
}

function SomebodyElse({ name, onChange }: { name: string; onChange: () => void }) {
  const t = useText();
  const rich = useRichText();
  return (
    <p>
      {rich("signIn.as", { name: <bdi key="name">{name}</bdi> })}{" "}
      <button type="button" className="link quiet" onClick={onChange}>
        {t("signIn.other")}
      </button>
    </p>
  );
}
