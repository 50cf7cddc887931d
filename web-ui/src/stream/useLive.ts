import { useEffect, useSyncExternalStore } from "react";
import type { Status } from "./connection";
import { live } from "./live";
import type { FleetState, RolloutState, TopicState } from "./merge";
import type { Schemas } from "./frames";

export function useStatus(): Status {
  return useSyncExternalStore(live.onChange, live.status);
}

export function useTopic(topic: string | undefined): TopicState | undefined {
  useEffect(() => (topic === undefined ? undefined : live.want(topic)), [topic]);
  return useSyncExternalStore(live.onChange, () => (topic === undefined ? undefined : live.state(topic)));
}

export function useLiveFleet(): FleetState | undefined {
  const state = useTopic("fleet");
  return state?.event === "fleet" ? state.value : undefined;
}

export function useLiveRollouts(): readonly Schemas["Rollout"][] | undefined {
  const state = useTopic("rollouts");
  return state?.event === "rollouts" ? state.value : undefined;
}

export function useLiveRollout(id: string | undefined): RolloutState | undefined {
  const state = useTopic(id === undefined ? undefined : `rollout:${id}`);
  return state?.event === "rollout" ? state.value : undefined;
}

export function useLiveLog(rollout: string, tenant: string | undefined): readonly Schemas["LogLine"][] | undefined {
  const state = useTopic(tenant === undefined ? undefined : `log:${rollout}/${tenant}`);
  return state?.event === "log" ? state.value.lines : undefined;
}
