import { useText } from "../../i18n/text";
import { countsByMark, type Mark as MarkName } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { Mark } from "../../ui/Mark";
import type { Change } from "./search";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly mark: MarkName | undefined;
  readonly change: Change;
}

/** How many in each state, each of it a filter, and how long it will take on what grounds. */
export function CountsLine({ rollout, mark, change }: Props) {
  const t = useText();
  const { eta } = rollout;
  return (
    <div className="counts">
      {countsByMark(rollout.counts).map((each) => (
        <button
          key={each.mark}
          type="button"
          className="count"
          aria-pressed={mark === each.mark}
          onClick={() => {
            change({ mark: mark === each.mark ? undefined : each.mark });
          }}
        >
          <Mark mark={each.mark} /> {t(`count.${each.mark === "unknown" ? "waiting" : each.mark}`, { count: each.count })}
        </button>
      ))}
      {eta && (
        <p className="eta">
          {t(rollout.state === "paused" ? "eta.afterResume" : "eta.left", { range: range(eta, t) })}{" "}
          <span className="quiet">{t("eta.basis", { count: eta.basis })}</span>
        </p>
      )}
    </div>
  );
}

function range({ lowSeconds, highSeconds }: NonNullable<Schemas["Rollout"]["eta"]>, t: ReturnType<typeof useText>): string {
  const unit = highSeconds < 90 ? 1 : 60;
  const [low, high] = [Math.ceil(lowSeconds / unit), Math.ceil(highSeconds / unit)];
  if (low === high) return t(unit === 1 ? "eta.aboutSeconds" : "eta.aboutMinutes", { high });
  return t(unit === 1 ? "eta.seconds" : "eta.minutes", { low, high });
}
