import { describe, expect, it } from "vitest";
import type { Schemas } from "../stream/frames";
import { labelsOf, readSelector } from "./selector";

const lyon: Schemas["FleetTenant"] = {
  ...{ id: "clinique-lyon", name: "Clinique de Lyon", sector: "health", region: "eu-fr", engine: "postgresql" },
  ...{ server: "db1", labels: { tier: "gold" }, lifecycle: "active", mark: "failed", word: "failed" },
  ...{ version: "20250522_1200", pending: 1, drifted: false },
};

/** The labels of the fleet; this tenant has one of them. */
const LABELS = new Set([...labelsOf([lyon]), "canary"]);

describe("readSelector", () => {
  it.each([
    ["", true],
    ["sector=health region=eu-fr tier=gold engine!=sqlite", true],
    ["sector=education,health", true],
    ["sector!=education,health", false],
    ["id=clinique-*", true],
    ["id=*-lyon", true],
    ["id=clinique", false],
    ["version<20250601_0900", true],
    ["version>=20250522_1200", true],
    ["version>20250522_1200", false],
    ["state=active run=failed", true],
    ["tier=silver", false],
    ["canary!=x", true],
    ["canary=*", false],
    ["version=20250522_1200,1", true],
    ["version!=20250522_1200", false],
    ["version=2025*", true],
    ["id=clinique.lyon", false],
  ])("%s", (text, expected) => {
    expect(readSelector(text, LABELS)?.(lyon)).toBe(expected);
  });

  it.each(["sector", "sector=", "=health", "environment=staging", "region<eu", "version<1,2", "sector=a,,b", "teir=gold", "engine=oracle", "state=gone", "version<latest"])(
    "leaves %s to the server",
    (text) => {
      expect(readSelector(text, LABELS)).toBeUndefined();
    },
  );
});
