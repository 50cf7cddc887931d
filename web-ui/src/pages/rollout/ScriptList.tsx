import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { Mono } from "../../ui/Code";

/** Of each file, on servers that are alike, how each statement is made to happen once. */
export function ScriptList({ scripts }: { scripts: readonly Schemas["Script"][] }) {
  const t = useText();
  return (
    <>
      <h2>{t("plan.once")}</h2>
      <ul className="plain-list">
        {scripts.map((script) => (
          <li key={[script.file, script.direction, script.engine, script.serverVersion, ...script.rights].join(" ")}>
            <details>
              <summary>
                <Mono>{script.file}</Mono>{" "}
                <span className="quiet">
                  {script.direction === "down" && `${t("plan.undone")} · `}
                  <Mono>{[script.engine, script.serverVersion, ...script.rights].join(" ")}</Mono> · {countsOf(script)}
                </span>
              </summary>
              <Statements of={script} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

function Statements({ of: script }: { of: Schemas["Script"] }) {
  const t = useText();
  const all = Object.values(script.counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <ol className="statements">
        {script.statements.map((statement) => (
          <li key={statement.position}>
            <p>
              <strong>{t(`class.${statement.class}`)}</strong> <span className="quiet"><bdi>{statement.because}</bdi></span>
            </p>
            <p className="quiet">
              <Mono>{statement.position}</Mono> · <Mono>{statement.text}</Mono>
            </p>
          </li>
        ))}
      </ol>
      {script.statements.length < all && <p className="quiet">{t("plan.unlisted", { count: all - script.statements.length })}</p>}
    </>
  );
}

function countsOf({ counts }: Schemas["Script"]): string {
  return Object.entries(counts)
    .map(([statementClass, count]) => `${String(count)} ${statementClass}`)
    .join(", ");
}
