import { useText } from "../../i18n/text";
import type { Mark as MarkName } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { CodeBlock, Mono, Path } from "../../ui/Code";
import { Facts } from "../../ui/Facts";
import { Mark } from "../../ui/Mark";
import { Moment } from "../../ui/Time";

export type Attempt = Schemas["RunDetail"]["attempts"][number];

const MARK: Record<Attempt["outcome"], MarkName> = {
  running: "running",
  done: "done",
  failed: "failed",
  held: "held",
  interrupted: "unknown",
};

export function AttemptView({ attempt, open }: { attempt: Attempt; open: boolean }) {
  const t = useText();
  return (
    <details className="attempt" open={open}>
      <summary>
        <Mark mark={MARK[attempt.outcome]} />
        <strong>{t("attempt.title", { number: attempt.number })}</strong> {t(`attempt.${attempt.outcome}`)}
        <span className="quiet">
          <Moment at={attempt.startedAt} />
        </span>
      </summary>
      {attempt.error && <ErrorView error={attempt.error} />}
      {attempt.statements && attempt.statements.length > 0 && <Statements of={attempt.statements} />}
    </details>
  );
}

function ErrorView({ error }: { error: Schemas["RunError"] }) {
  const t = useText();
  return (
    <div className="run-error">
      <p className="error-message" dir="auto">
        {error.message}
      </p>
      <p>
        <span className="hint-name">{t("run.hint")}</span> <bdi>{error.hint}</bdi>
      </p>
      <Facts
        of={[
          [t("run.position"), error.position && <Path of={error.position} />],
          [t("run.sqlState"), error.sqlState && <Mono>{error.sqlState}</Mono>],
          [t("run.statementNumber"), error.statement],
        ]}
      />
      {error.statementText && <CodeBlock label={t("run.failingStatement")} text={error.statementText} />}
    </div>
  );
}

function Statements({ of }: { of: NonNullable<Attempt["statements"]> }) {
  const t = useText();
  return (
    <ol className="statements" aria-label={t("run.statements")}>
      {of.map((statement) => (
        <li key={`${statement.migration}/${String(statement.number)}`}>
          <span className="number">{statement.number}</span>
          <bdi dir="ltr" className="mono statement-text" title={statement.position}>
            {statement.text}
          </bdi>
          <span className="number quiet">{t("run.millis", { millis: statement.millis })}</span>
        </li>
      ))}
    </ol>
  );
}
