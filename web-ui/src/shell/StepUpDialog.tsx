import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client";
import { unwrap } from "../api/problem";
import { accountQuery, sessionQuery } from "../api/queries";
import { useQuestion, type Question } from "../api/stepUp";
import { useText } from "../i18n/text";
import { AskDialog } from "../ui/AskDialog";
import { CodeField } from "../ui/CodeField";
import { Failure, Loading } from "../ui/Notice";
import { PasswordField } from "../ui/PasswordField";
import { readCode } from "../ui/readCode";
import { DialogEnd } from "../ui/ReasonDialog";
import { Refusal } from "../ui/Refusal";
import { useWait } from "../ui/TryLater";

/** Asks who it is, for whatever call the server did not want to take without it. */
export function StepUpDialog() {
  const question = useQuestion();
  return question && <Asked question={question} />;
}

function Asked({ question }: { question: Question }) {
  const t = useText();
  const account = useQuery(accountQuery);
  const elsewhere = account.data?.provider === true && !account.data.secondFactor;
  const close = () => {
    question.settle(false);
  };
  return (
    <AskDialog title={t("stepUp.title")} onClose={close}>
      <p>{t("stepUp.text")}</p>
      {!account.data && (account.isError ? <Failure error={account.error} /> : <Loading />)}
      {account.data && (elsewhere ? <AtProvider /> : <Form factor={account.data.secondFactor} question={question} />)}
    </AskDialog>
  );
}

/** Whoever has nothing to show here shows it where they came from, and finds this page again. */
function AtProvider() {
  const t = useText();
  const here = encodeURIComponent(location.pathname + location.search);
  return (
    <p>
      <a href={`/api/v1/session/oidc?again=true&to=${here}`}>{t("stepUp.provider")}</a> {t("stepUp.provider.how")}
    </p>
  );
}

function Form({ factor, question }: { factor: boolean; question: Question }) {
  const t = useText();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const show = useMutation({
    mutationFn: async () =>
      unwrap(await api.POST("/api/v1/session/step-up", { body: factor ? { code: readCode(typed) } : { password: typed } })),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      question.settle(true);
    },
    onError: () => {
      setTyped("");
    },
  });
  const wait = useWait(show.error);
  const sure = typed.trim() !== "" && !show.isPending && wait === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (sure) show.mutate();
      }}
    >
      {factor ? (
        <CodeField recovery value={typed} onChange={setTyped} />
      ) : (
        <PasswordField autoFocus label={t("password.yours")} kind="current-password" value={typed} onChange={setTyped} />
      )}
      <Refusal error={show.error} wrong={factor ? "code.wrong" : "password.wrong"} wait={wait} />
      <DialogEnd
        verb={t("stepUp.do")}
        sure={sure}
        onClose={() => {
          question.settle(false);
        }}
      />
    </form>
  );
}
