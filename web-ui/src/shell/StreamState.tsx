import { useText } from "../i18n/text";
import { usePrefs } from "../prefs/prefs";
import { useStatus } from "../stream/useLive";
import { useMoment, zoneName } from "../ui/Time";

/** Whether what is shown is live, and in which zone its times are. */
export function StreamState() {
  const t = useText();
  const { phase, since } = useStatus();
  const moment = useMoment();
  const { zone } = usePrefs();
  const word = phase === "stale" ? t("stream.stale", { time: moment(since) }) : t(`stream.${phase}`);
  return (
    <p className={`stream ${phase}`}>
      <span aria-hidden="true" className="lamp" />
      <span>{word}</span>
      <span className="zone">{zoneName(zone)}</span>
    </p>
  );
}

/** Stands above everything while the connection is lost. */
export function StaleBanner() {
  const t = useText();
  const { phase, since } = useStatus();
  const moment = useMoment();
  return (
    <div role="status" className="stale-line">
      {phase === "stale" && <p>{t("stream.stale.banner", { time: moment(since) })}</p>}
    </div>
  );
}
