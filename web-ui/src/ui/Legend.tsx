import { useText } from "../i18n/text";
import { MARKS } from "../state/marks";
import { DriftMark, Mark } from "./Mark";

/** What the signs mean; drift is a matter of the fleet only. */
export function Legend({ drift = false }: { drift?: boolean }) {
  const t = useText();
  return (
    <ul className="legend" aria-label={t("legend.label")}>
      {MARKS.map((mark) => (
        <li key={mark}>
          <Mark mark={mark} /> {t(`mark.${mark}`)}
        </li>
      ))}
      {drift && (
        <li>
          <DriftMark /> {t("mark.drift")}
        </li>
      )}
    </ul>
  );
}
