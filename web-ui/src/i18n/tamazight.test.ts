import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { inTamazight } from "./tamazight";

const intl = inTamazight(createIntl({ locale: "tzm-Tfng", messages: {}, onError: () => undefined }));
const zgh = "zgh";

describe("Tamazight", () => {
  it("has the data of CLDR, which Node knows and browsers do not", () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(zgh)).toEqual([zgh]);
    for (let month = 0; month < 12; month += 1) {
      const at = new Date(Date.UTC(2026, month, 5, 14, 5, 9));
      for (const dateStyle of ["short", "medium"] as const) {
        expect(intl.formatDate(at, { dateStyle, timeZone: "UTC" })).toBe(new Intl.DateTimeFormat(zgh, { dateStyle, timeZone: "UTC" }).format(at));
      }
    }
    for (const number of [0, 7, 1234, 1234567.89, 0.5]) expect(intl.formatNumber(number)).toBe(new Intl.NumberFormat(zgh).format(number));
    expect(intl.formatRelativeTime(-1, "day")).toBe(new Intl.RelativeTimeFormat(zgh, { numeric: "auto" }).format(-1, "day"));
  });

  it("joins the last of a list with or", () => {
    const lists = [[], ["1"], ["1", "2"], ["1", "2", "3"]];
    expect(lists.map((list) => intl.formatList(list, { type: "disjunction" }))).toEqual(["", "1", "1 ⵏⵖ 2", "1, 2 ⵏⵖ 3"]);
  });
});
