import type { Mark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";
import type { Sign } from "../../ui/Page";

export type RolloutStateName = Schemas["Rollout"]["state"];

const SIGNS: Record<RolloutStateName, { mark: Mark; sign: Sign }> = {
  planned: { mark: "waiting", sign: "calm" },
  "awaiting-approval": { mark: "waiting", sign: "held" },
  scheduled: { mark: "waiting", sign: "calm" },
  running: { mark: "running", sign: "busy" },
  paused: { mark: "held", sign: "held" },
  draining: { mark: "held", sign: "held" },
  succeeded: { mark: "done", sign: "calm" },
  partial: { mark: "held", sign: "held" },
  failed: { mark: "failed", sign: "failed" },
  aborted: { mark: "rolled-back", sign: "failed" },
};

export function rolloutMark(state: string): Mark {
  return state in SIGNS ? SIGNS[state as RolloutStateName].mark : "unknown";
}

export function rolloutSign(state: RolloutStateName): Sign {
  return SIGNS[state].sign;
}
