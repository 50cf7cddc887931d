import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/text";
import type { Schemas } from "../../stream/frames";
import { useClock } from "../../ui/Time";

/** Pixels from the end within which the person counts as being at the end. */
const AT_END = 24;

/** Stays at the newest line until the person scrolls away from it. */
export function LogLines({ lines, follow }: { lines: readonly Schemas["LogLine"][]; follow: boolean }) {
  const t = useText();
  const clock = useClock();
  const frame = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (follow && following) frame.current?.scrollTo({ top: frame.current.scrollHeight });
  }, [lines, follow, following]);
  return (
    <div className="log-frame">
      <div
        className="log-lines"
        ref={frame}
        role="log"
        aria-live="off"
        aria-label={t("tab.log")}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          setFollowing(scrollHeight - scrollTop - clientHeight < AT_END);
        }}
      >
        {lines.length === 0 && <p className="quiet">{t("log.empty")}</p>}
        {lines.map((line) => (
          <p key={line.seq} className={`log-line ${line.level}`} dir="ltr">
            <time dateTime={line.at}>{clock(line.at)}</time>
            <span className="level">{line.level}</span>
            <bdi>{line.text}</bdi>
          </p>
        ))}
      </div>
      {follow && !following && (
        <button
          type="button"
          className="button small follow"
          onClick={() => {
            setFollowing(true);
          }}
        >
          {t("log.follow")}
        </button>
      )}
    </div>
  );
}
