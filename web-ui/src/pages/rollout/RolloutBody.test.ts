import { describe, expect, it } from "vitest";
import type { Schemas } from "../../stream/frames";
import { manyOf } from "./RolloutBody";

const may = { allowed: true };
const rollout = { actions: { hold: may, release: may, skip: may }, counts: { waiting: 0, failed: 0, held: 2 } };

function held(...states: Schemas["Run"]["state"][]) {
  const runs = states.map((state, index) => ({ tenant: String(index), mark: "held", state }));
  const many = manyOf(rollout as unknown as Schemas["Rollout"], runs as unknown as Schemas["Run"][], "held", (key) => key);
  return [many?.actions.release?.allowed, many?.actions.skip?.allowed];
}

describe("what can be done to all that are held", () => {
  it("is both where a policy or a person holds them", () => {
    expect(held("held", "held")).toEqual([true, true]);
  });

  it("is not skipping who is skipped, nor releasing who is in doubt", () => {
    expect(held("held", "skipped")).toEqual([true, false]);
    expect(held("in-doubt", "in-doubt")).toEqual([false, true]);
    expect(held("in-doubt", "skipped")).toEqual([false, false]);
  });
});
