import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { Mono } from "../../ui/Code";
import { Mark } from "../../ui/Mark";

export function RunTip({ run }: { run: Schemas["Run"] | undefined }) {
  const t = useText();
  const words = useWords();
  if (!run) return null;
  return (
    <>
      <strong>{run.name}</strong>
      <span className="quiet">
        <bdi>{run.tenant}</bdi>
      </span>
      <span>
        <Mark mark={readMark(run.mark)} /> {words.state(run.state)}
        {run.state === "applying" && ` · ${t("run.statement", { number: run.statement, total: run.statements })}`}
      </span>
      {run.because && <span><bdi>{run.because}</bdi></span>}
      {run.migration && <Mono>{run.migration}</Mono>}
    </>
  );
}
