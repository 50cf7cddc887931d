import { Link } from "@tanstack/react-router";
import { useText } from "../../i18n/text";
import type { FleetState } from "../../stream/merge";
import { DriftMark, Mark } from "../../ui/Mark";
import { rolloutMark } from "../rollout/rolloutMark";
import { ATTENTIONS, type Attention, type Change } from "./search";

interface Props {
  readonly fleet: FleetState;
  readonly attention: Attention | undefined;
  readonly change: Change;
}

const COUNTS: Record<Attention, keyof FleetState["counts"]> = {
  drifted: "drifted",
  unreachable: "unreachable",
  behind: "behind",
  suspended: "suspended",
  "not-observed": "notObserved",
};

const MARKS: Record<Attention, React.ReactNode> = {
  drifted: <DriftMark />,
  unreachable: <Mark mark="unknown" />,
  behind: <Mark mark="waiting" />,
  suspended: <Mark mark="held" />,
  "not-observed": <Mark mark="unknown" />,
};

/** What is out of order, each of it a filter, and the rollouts that are at work. */
export function AttentionLine({ fleet, attention, change }: Props) {
  const t = useText();
  const present = ATTENTIONS.filter((each) => fleet.counts[COUNTS[each]] > 0 || each === attention);
  return (
    <div className="attention">
      {present.length === 0 && <p className="quiet">{t("fleet.allWell")}</p>}
      {present.map((each) => (
        <button
          key={each}
          type="button"
          className="count"
          aria-pressed={attention === each}
          onClick={() => {
            change({ attention: attention === each ? undefined : each });
          }}
        >
          {MARKS[each]} {t(`attention.${each}`, { count: fleet.counts[COUNTS[each]] })}
        </button>
      ))}
      {fleet.rollouts.map(({ id, title, state }) => (
        <Link key={id} className="running" to="/rollouts/$rollout" params={{ rollout: id }}>
          <Mark mark={rolloutMark(state)} />
          <span className="running-id">{id}</span>
          <span className="number">{t(`rollout.state.${knownState(state)}`)}</span>
          <span className="quiet running-title">
            <bdi dir="ltr">{title}</bdi>
          </span>
        </Link>
      ))}
    </div>
  );
}

const OPEN = ["planned", "awaiting-approval", "paused", "draining"] as const;

function knownState(state: string) {
  return OPEN.find((known) => known === state) ?? "running";
}
