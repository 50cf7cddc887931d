import type { Group } from "../../grid/model";
import { readMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import type { Wording } from "../fleet/groups";

/** The runs of a rollout by sector; within one, in the order in which they are admitted. */
export function groupRuns(runs: readonly Schemas["Run"][], { t, words }: Wording): Group[] {
  const sectors = new Map<string, Schemas["Run"][]>();
  for (const run of runs) sectors.set(run.sector, [...(sectors.get(run.sector) ?? []), run]);
  return [...sectors]
    .map(([key, members]) => ({
      key,
      label: words.sector(key),
      cells: members
        .sort((a, b) => a.wave - b.wave || a.tenant.localeCompare(b.tenant))
        .map((run) => ({
          id: run.tenant,
          label: t("grid.cell", { tenant: run.tenant, state: words.state(run.state) }),
          mark: readMark(run.mark),
          progress: run.statements === 0 ? 0 : run.statement / run.statements,
          drifted: false,
        })),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
