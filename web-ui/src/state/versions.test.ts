import { expect, it } from "vitest";
import { compareVersions } from "./versions";

it.each([
  ["20250522_1200", "20250601_0900", -1],
  ["9", "10", -1],
  ["1.2", "1.10", -1],
  ["1", "1.0", -1],
  ["", "1", -1],
  ["20261120_1405", "20261120_1405", 0],
])("%s and %s", (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
  expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign);
});
