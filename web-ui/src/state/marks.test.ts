import { expect, it } from "vitest";
import { countMarks, MARKS, readMark } from "./marks";

it("shows a mark of a newer server as unknown, never as failed", () => {
  expect(readMark("teleporting")).toBe("unknown");
  expect(MARKS.map(readMark)).toEqual(MARKS);
});

it("counts in the order of the legend and leaves zeroes out", () => {
  expect(countMarks(["failed", "waiting", "failed"])).toEqual([
    { mark: "waiting", count: 1 },
    { mark: "failed", count: 2 },
  ]);
});
