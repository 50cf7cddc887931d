import { useText } from "../i18n/text";
import type { Schemas } from "../stream/frames";
import { Mono } from "./Code";

/** What the lint found, each with its place and what to do. */
export function FindingList({ findings }: { findings: readonly Schemas["Finding"][] }) {
  const t = useText();
  return (
    <ul className="findings">
      {findings.map(({ rule, severity, file, line, column, message, fix }) => (
        <li key={`${file}:${String(line)}:${String(column)}:${rule}`} className={severity}>
          <p>
            <strong>{t(`severity.${severity}`)}</strong> <bdi>{message}</bdi>
          </p>
          {fix && <p><bdi>{fix}</bdi></p>}
          <p className="quiet">
            <Mono>{`${file}:${String(line)}:${String(column)}`}</Mono> · <Mono>{rule}</Mono>
          </p>
        </li>
      ))}
    </ul>
  );
}
