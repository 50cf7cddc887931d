import type { ReactNode } from "react";
import { ProblemError } from "../api/problem";
import { useText } from "../i18n/text";
import { Mono } from "./Code";

/** There is nothing yet, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className="notice">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Loading() {
  const t = useText();
  return (
    <p className="notice loading" role="status">
      {t("loading")}
    </p>
  );
}

/** What went wrong in the server's own words, with the number under which its log knows it. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const t = useText();
  const problem = error instanceof ProblemError ? error.problem : undefined;
  if (problem?.code === "step-up") return <Wrong>{t("stepUp.not")}</Wrong>;
  return (
    <section className="notice failure" role="alert">
      <h2>{problem ? <bdi>{problem.title}</bdi> : t("error.unreachable")}</h2>
      {problem?.detail && <p><bdi>{problem.detail}</bdi></p>}
      {!problem && <p>{t("error.unreachable.hint")}</p>}
      <ul>
        {problem?.problems?.map(({ position, message }) => (
          <li key={position + message}>
            <Mono>{position}</Mono> <bdi>{message}</bdi>
          </li>
        ))}
      </ul>
      {problem?.requestId && (
        <p className="quiet">
          {t("error.request")} <Mono>{problem.requestId}</Mono>
        </p>
      )}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t("error.again")}
        </button>
      )}
    </section>
  );
}

/** What was given is not right; what to do about it is in the words. */
export function Wrong({ children }: { children: ReactNode }) {
  return (
    <p className="wrong" role="alert">
      {children}
    </p>
  );
}
