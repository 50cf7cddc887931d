import { countsByMark } from "../../state/marks";
import type { Schemas } from "../../stream/frames";

/** How a set of tenants is divided by state; drawn only, the numbers stand beside it. */
export function CountsBar({ counts }: { counts: Schemas["Counts"] }) {
  return (
    <span className="counts-bar" aria-hidden="true">
      {countsByMark(counts)
        .filter(({ mark }) => mark !== "waiting")
        .sort((a, b) => (a.mark === "done" ? -1 : 0) - (b.mark === "done" ? -1 : 0))
        .map(({ mark, count }) => (
          <span
            key={mark}
            className={`part s-${mark}`}
            style={{ inlineSize: `${String((100 * count) / Math.max(1, counts.total))}%` }}
          />
        ))}
    </span>
  );
}
