import type { Text } from "../../i18n/text";
import { countsByMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";

/** A rollout in one spoken line. */
export function summaryOf(rollout: Schemas["Rollout"], t: Text): string {
  const counts = countsByMark(rollout.counts).map(({ mark, count }) => t("summary.part", { count, state: t(`mark.${mark}`) }));
  return `${t(`rollout.state.${rollout.state}`)}: ${counts.join(", ")}`;
}
