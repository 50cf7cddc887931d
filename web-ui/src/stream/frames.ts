import type { components } from "../__generated__/api";
import type { ServerEvent } from "./sse";

export type Schemas = components["schemas"];

/** What the live stream sends, told apart by the first word of its topic. */
export type StreamFrame =
  | { readonly event: "fleet"; readonly data: Schemas["FleetFrame"] }
  | { readonly event: "rollouts"; readonly data: Schemas["RolloutsFrame"] }
  | { readonly event: "rollout"; readonly data: Schemas["RolloutFrame"] }
  | { readonly event: "log"; readonly data: Schemas["LogFrame"] };

const EVENTS: ReadonlySet<string> = new Set<StreamFrame["event"]>(["fleet", "rollouts", "rollout", "log"]);

/** Events of a newer server that this page does not know are passed over. */
export function readFrame(event: ServerEvent): StreamFrame | undefined {
  if (!EVENTS.has(event.event)) return undefined;
  return { event: event.event, data: JSON.parse(event.data) } as StreamFrame;
}

export function topicOf(frame: StreamFrame): string {
  switch (frame.event) {
    case "fleet":
    case "rollouts":
      return frame.event;
    case "rollout":
      return `rollout:${frame.data.rollout.id}`;
    case "log":
      return `log:${frame.data.rollout}/${frame.data.tenant}`;
  }
}
