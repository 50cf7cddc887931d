import { useMemo } from "react";
import { CellGrid } from "../../grid/CellGrid";
import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import { readMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import { Announcer } from "../../ui/Announcer";
import { Legend } from "../../ui/Legend";
import { CountsLine } from "./CountsLine";
import { FailureGroups } from "./FailureGroups";
import { groupRuns } from "./groups";
import { RunInspector } from "./RunInspector";
import { RunTip } from "./RunTip";
import type { Change, RolloutSearch } from "./search";
import { summaryOf } from "./summary";
import { TenantActions } from "./TenantActions";

interface Props {
  readonly rollout: Schemas["Rollout"];
  readonly runs: readonly Schemas["Run"][];
  readonly search: RolloutSearch;
  readonly change: Change;
}

export function RolloutBody({ rollout, runs, search, change }: Props) {
  const t = useText();
  const words = useWords();
  const groups = useMemo(() => {
    const shown = search.mark ? runs.filter((run) => readMark(run.mark) === search.mark) : runs;
    return groupRuns(shown, { t, words });
  }, [runs, search.mark, t, words]);
  const many = manyOf(rollout, runs, search.mark, t);
  const chosen = runs.find(({ tenant }) => tenant === search.tenant);
  const open = (tenant: string | undefined) => {
    change({ tenant });
  };
  return (
    <div className={chosen ? "with-inspector" : undefined}>
      <div className="primary">
        <CountsLine rollout={rollout} mark={search.mark} change={change} />
        {many && <TenantActions rollout={rollout} who={many.who} actions={many.actions} />}
        <CellGrid
          label={t("rollout.grid")}
          groups={groups}
          selected={search.tenant}
          onOpen={open}
          tip={(id) => <RunTip run={runs.find(({ tenant }) => tenant === id)} />}
        />
        <Legend />
        <FailureGroups rollout={rollout} selected={search.tenant} onOpen={open} />
      </div>
      {chosen && (
        <RunInspector
          rollout={rollout}
          run={chosen}
          onClose={() => {
            open(undefined);
          }}
          onLog={() => {
            change({ tab: "log" });
          }}
        />
      )}
      <Announcer text={summaryOf(rollout, t)} />
    </div>
  );
}

/** All that the filter shows, wherever they are on the page: the server looks for them and holds the number against its own. */
export function manyOf(
  { actions, counts }: Props["rollout"],
  runs: Props["runs"],
  mark: RolloutSearch["mark"],
  t: ReturnType<typeof useText>,
) {
  if (mark !== "waiting" && mark !== "failed" && mark !== "held") return undefined;
  const { hold, skip, release } = actions;
  // Held, skipped and in doubt look alike; the server does to all or to none of them.
  const unless = (state: Schemas["Run"]["state"], action: Schemas["Action"]) =>
    action.allowed && runs.some((run) => run.mark === "held" && run.state === state)
      ? { allowed: false, because: t("action.notToAll") }
      : action;
  return {
    who: { body: { select: `run=${mark}`, expect: counts[mark] }, count: counts[mark] },
    actions: mark === "waiting" ? { hold, skip } : mark === "failed" ? { skip } : { release: unless("in-doubt", release), skip: unless("skipped", skip) },
  };
}
