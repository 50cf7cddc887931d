import type { IntlShape } from "react-intl";

/**
 * What no browser's Intl knows of Tamazight in Tifinagh: the plural rules are all it has. Months, the order of a date and
 * yesterday are those of CLDR 48 (`zgh`). CLDR has no word for now, ago and or; those here are drafts, as the catalogue is.
 */
const MONTHS = "ⵉⵏⵏ ⴱⵕⴰ ⵎⴰⵕ ⵉⴱⵔ ⵎⴰⵢ ⵢⵓⵏ ⵢⵓⵍ ⵖⵓⵛ ⵛⵓⵜ ⴽⵜⵓ ⵏⵓⵡ ⴷⵓⵊ".split(" ");
const YESTERDAY = "ⵉⴹⵍⵍⵉ";
const NOW = "ⵖⵉⵍⴰⴷ";
const AGO = "ⵣⴳ";
const OR = "ⵏⵖ";
const UNITS: Partial<Record<Intl.RelativeTimeFormatUnit, Record<"one" | "other", string>>> = {
  second: { one: "ⵏ ⵜⵙⵉⵏⵜ", other: "ⵏ ⵜⵙⵉⵏⵉⵏ" },
  minute: { one: "ⵏ ⵜⵓⵙⴷⵉⴷⵜ", other: "ⵏ ⵜⵓⵙⴷⵉⴷⵉⵏ" },
  hour: { one: "ⵏ ⵜⵙⵔⴰⴳⵜ", other: "ⵏ ⵜⵙⵔⴰⴳⵉⵏ" },
  day: { one: "ⵏ ⵡⴰⵙⵙ", other: "ⵏ ⵡⵓⵙⵙⴰⵏ" },
};
const SYMBOLS: Readonly<Record<string, string>> = { byte: "B", kilobyte: "kB", megabyte: "MB" };

/** Writes 1 234,5 as CLDR's `zgh` does, and is known everywhere. */
const NUMBERS = "fr-CA";

const formatNumber: IntlShape["formatNumber"] = (value, { style, unit, maximumFractionDigits } = {}) => {
  const digits = new Intl.NumberFormat(NUMBERS, maximumFractionDigits === undefined ? {} : { maximumFractionDigits }).format(value as number);
  return style === "unit" && unit ? `${digits}\u00a0${SYMBOLS[unit] ?? unit}` : digits;
};

/** The forms that the pages ask for: a day in digits or words, and the time with its zone, with the day or without. */
const formatDate: IntlShape["formatDate"] = (value, { dateStyle, year, timeZone } = {}) => {
  const numeric = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { ...numeric, ...clock, timeZone }).formatToParts(new Date(value ?? Date.now()));
  const part = (wanted: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value ?? "";
  const [dayOfMonth, month] = [Number(part("day")), Number(part("month"))];
  if (dateStyle === "short") return `${String(dayOfMonth)}/${String(month)}/${part("year")}`;
  const day = `${String(dayOfMonth)} ${MONTHS[month - 1] ?? ""}, ${part("year")}`;
  const time = `${part("hour")}:${part("minute")}:${part("second")} ${part("timeZoneName")}`;
  if (dateStyle) return day;
  return year ? `${day} ${time}` : time;
};

/** How long ago; what is still to come is never asked for. */
function ago(value: number, unit: Intl.RelativeTimeFormatUnit, rules: Intl.PluralRules): string {
  if (value === 0) return NOW;
  if (value === -1 && unit === "day") return YESTERDAY;
  const form = rules.select(-value) === "one" ? "one" : "other";
  return `${AGO} ${formatNumber(-value)} ${UNITS[unit]?.[form] ?? unit}`;
}

/** The same texts, with numbers, dates and lists in Tamazight. */
export function inTamazight(intl: IntlShape): IntlShape {
  const rules = new Intl.PluralRules(intl.locale);
  // Numbers inside of messages are written by these.
  intl.formatters.getNumberFormat = (_, options) => new Intl.NumberFormat(NUMBERS, options as Intl.NumberFormatOptions);
  return {
    ...intl,
    formatNumber,
    formatDate,
    formatRelativeTime: (value, unit = "second") => ago(value, unit, rules),
    formatList: ((values: Iterable<string>) => {
      const all = [...values];
      return [all.slice(0, -1).join(", "), ...all.slice(-1)].filter((some) => some !== "").join(` ${OR} `);
    }) as IntlShape["formatList"],
  };
}
