import { useText } from "../../i18n/text";
import { useWords } from "../../i18n/words";
import type { Schemas } from "../../stream/frames";
import { countsByMark } from "../../state/marks";
import { CountsBar } from "./CountsBar";

/** The waves, as wide as they have tenants, so that it is also a picture of how far the rollout is. */
export function WaveStrip({ rollout }: { rollout: Schemas["Rollout"] }) {
  const t = useText();
  const words = useWords();
  return (
    <ol className="waves" aria-label={t("rollout.waveStrip")}>
      {rollout.waves.map((wave) => {
        const counts = countsByMark(wave.counts).map(({ mark, count }) => t("summary.part", { count, state: t(`mark.${mark}`) }));
        return (
          <li key={wave.index} className={wave.state} style={{ flexGrow: Math.max(1, wave.counts.total) }}>
            <CountsBar counts={wave.counts} />
            <span className="wave-name">
              {words.wave(wave)} <small>{t("number", { count: wave.counts.total })}</small>
            </span>
            <span className="unseen">{counts.join(", ")}</span>
          </li>
        );
      })}
    </ol>
  );
}
