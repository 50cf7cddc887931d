import { useSyncExternalStore } from "react";
import { useIntl } from "react-intl";
import { usePrefs, type Zone } from "../prefs/prefs";

const TICK_MILLIS = 10_000;

function subscribeToTicks(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MILLIS);
  return () => {
    clearInterval(timer);
  };
}

/** Now, in steps of ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribeToTicks, () => Math.floor(Date.now() / TICK_MILLIS) * TICK_MILLIS);
}

export function zoneName(zone: Zone): string {
  return zone === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `auto` is the time alone when it is of today; `day` leaves the time out. */
type Form = "auto" | "long" | "day";

/** A moment as text, with its zone. */
export function useMoment(): (at: string | number, form?: Form) => string {
  const intl = useIntl();
  const timeZone = zoneName(usePrefs().zone);
  const now = useNow();
  return (at, form = "auto") => {
    const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone } as const;
    const date = { year: "numeric", month: "short", day: "numeric", ...time } as const;
    const day = (value: string | number) => intl.formatDate(value, { dateStyle: "short", timeZone });
    if (form === "day") return intl.formatDate(at, { dateStyle: "medium", timeZone });
    const short = form === "auto" && day(at) === day(now);
    return intl.formatDate(at, { ...(short ? time : date), timeZoneName: "short" });
  };
}

/** The time of day to the millisecond, for columns that name the zone once. */
export function useClock(): (at: string) => string {
  const timeZone = zoneName(usePrefs().zone);
  const form = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 } as const;
  const format = new Intl.DateTimeFormat("en-GB", { ...form, hourCycle: "h23", timeZone });
  return (at) => format.format(new Date(at));
}

export function Moment({ at, form = "auto" }: { at: string; form?: Form }) {
  const moment = useMoment();
  return (
    <time dateTime={at} title={form === "day" ? moment(at, "long") : undefined}>
      {moment(at, form)}
    </time>
  );
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago, in the largest unit that fits; not for what is still to come. */
export function Ago({ at }: { at: string }) {
  const intl = useIntl();
  const seconds = Math.max(0, Math.round((useNow() - Date.parse(at)) / 1000));
  const [unit, length] = STEPS.find(([, size]) => seconds >= size) ?? (["second", 1] as const);
  return <span>{intl.formatRelativeTime(-Math.floor(seconds / length), unit, { numeric: "auto" })}</span>;
}
