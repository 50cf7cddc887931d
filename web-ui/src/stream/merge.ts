import type { Schemas, StreamFrame } from "./frames";

export interface FleetState {
  readonly latest: string;
  readonly counts: Schemas["FleetCounts"];
  readonly versions: Schemas["FleetFrame"]["versions"];
  readonly rollouts: Schemas["FleetFrame"]["rollouts"];
  readonly tenants: ReadonlyMap<string, Schemas["FleetTenant"]>;
}

export interface RolloutState {
  readonly rollout: Schemas["Rollout"];
  readonly runs: ReadonlyMap<string, Schemas["Run"]>;
}

/** What is known of a topic after all its frames so far. */
export type TopicState =
  | { readonly event: "fleet"; readonly value: FleetState }
  | { readonly event: "rollouts"; readonly value: readonly Schemas["Rollout"][] }
  | { readonly event: "rollout"; readonly value: RolloutState }
  | { readonly event: "log"; readonly value: Schemas["LogFrame"] };

/** A log that is followed keeps this many lines; older ones are found by the search. */
export const LOG_LINES_KEPT = 1000;

/** The state after a frame; undefined when the frame is a change to something that is not known. */
export function merge(before: TopicState | undefined, frame: StreamFrame): TopicState | undefined {
  switch (frame.event) {
    case "fleet":
      return mergeFleet(before?.event === "fleet" ? before.value : undefined, frame.data);
    case "rollouts":
      return mergeRollouts(before?.event === "rollouts" ? before.value : undefined, frame.data);
    case "rollout":
      return mergeRollout(before?.event === "rollout" ? before.value : undefined, frame.data);
    case "log":
      return mergeLog(before?.event === "log" ? before.value : undefined, frame.data);
  }
}

function mergeFleet(before: FleetState | undefined, frame: Schemas["FleetFrame"]): TopicState | undefined {
  const { kind, tenants, ...rest } = frame;
  if (kind === "delta" && !before) return undefined;
  const known = kind === "delta" ? before?.tenants : undefined;
  return { event: "fleet", value: { ...rest, tenants: overlay(known, tenants, (tenant) => tenant.id) } };
}

function mergeRollouts(
  before: readonly Schemas["Rollout"][] | undefined,
  frame: Schemas["RolloutsFrame"],
): TopicState | undefined {
  if (frame.kind === "snapshot") return { event: "rollouts", value: frame.items };
  if (!before) return undefined;
  const merged = overlay(new Map(before.map((item) => [item.id, item])), frame.items, (item) => item.id);
  const newestFirst = [...merged.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return { event: "rollouts", value: newestFirst };
}

function mergeRollout(before: RolloutState | undefined, frame: Schemas["RolloutFrame"]): TopicState | undefined {
  if (frame.kind === "delta" && !before) return undefined;
  const known = frame.kind === "delta" ? before?.runs : undefined;
  return { event: "rollout", value: { rollout: frame.rollout, runs: overlay(known, frame.runs, (run) => run.tenant) } };
}

function mergeLog(before: Schemas["LogFrame"] | undefined, frame: Schemas["LogFrame"]): TopicState {
  const known = before?.lines.at(-1)?.seq ?? 0;
  const news = frame.lines.filter((line) => line.seq > known);
  const lines = [...(before?.lines ?? []), ...news].slice(-LOG_LINES_KEPT);
  return { event: "log", value: { ...frame, lines } };
}

function overlay<T>(known: ReadonlyMap<string, T> | undefined, changed: readonly T[], key: (item: T) => string) {
  const merged = new Map(known);
  for (const item of changed) merged.set(key(item), item);
  return merged;
}

/** The one frame that brings somebody who knows nothing to this state. */
export function snapshot(state: TopicState): StreamFrame {
  switch (state.event) {
    case "fleet":
      return { event: "fleet", data: { ...state.value, kind: "snapshot", tenants: [...state.value.tenants.values()] } };
    case "rollouts":
      return { event: "rollouts", data: { kind: "snapshot", items: [...state.value] } };
    case "rollout":
      return {
        event: "rollout",
        data: { kind: "snapshot", rollout: state.value.rollout, runs: [...state.value.runs.values()] },
      };
    case "log":
      return { event: "log", data: state.value };
  }
}
