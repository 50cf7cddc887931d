import { describe, expect, it } from "vitest";
import type { Schemas, StreamFrame } from "./frames";
import { LOG_LINES_KEPT, merge, snapshot, type TopicState } from "./merge";

const counts = { total: 2, current: 1, behind: 1, drifted: 0, unreachable: 0, suspended: 0, notObserved: 0 };

function tenant(id: string, mark: Schemas["Mark"]): Schemas["FleetTenant"] {
  const place = { sector: "health", region: "dz-1", engine: "sqlite", server: "s1", labels: {} } as const;
  return { id, name: id, ...place, lifecycle: "active", mark, word: mark, version: "1", pending: 0, drifted: false };
}

function fleet(kind: "snapshot" | "delta", tenants: Schemas["FleetTenant"][]): StreamFrame {
  return { event: "fleet", data: { kind, latest: "1", counts, versions: [], rollouts: [], tenants } };
}

function tenantsOf(state: TopicState | undefined) {
  return state?.event === "fleet" ? [...state.value.tenants.values()].map(({ id, mark }) => `${id} ${mark}`) : undefined;
}

function log(...seqs: number[]): StreamFrame {
  const lines = seqs.map((seq) => ({ seq, at: "2026-11-20T14:00:00Z", level: "info" as const, text: `line ${String(seq)}` }));
  return { event: "log", data: { rollout: "R-0001", tenant: "acme", lines } };
}

function seqsOf(state: TopicState | undefined) {
  return state?.event === "log" ? state.value.lines.map(({ seq }) => seq) : undefined;
}

describe("merge", () => {
  it("lays a change over what is known, in the order that was there", () => {
    const before = merge(undefined, fleet("snapshot", [tenant("acme", "waiting"), tenant("zenith", "waiting")]));
    expect(tenantsOf(merge(before, fleet("delta", [tenant("acme", "failed")])))).toEqual(["acme failed", "zenith waiting"]);
  });

  it("forgets with a snapshot whoever is not in it", () => {
    const before = merge(undefined, fleet("snapshot", [tenant("acme", "done"), tenant("zenith", "done")]));
    expect(tenantsOf(merge(before, fleet("snapshot", [tenant("zenith", "done")])))).toEqual(["zenith done"]);
  });

  it("does not take a change to something that is not known", () => {
    expect(merge(undefined, fleet("delta", [tenant("acme", "done")]))).toBeUndefined();
    expect(merge(undefined, { event: "rollouts", data: { kind: "delta", items: [] } })).toBeUndefined();
  });

  it("leaves the state before as it was", () => {
    const before = merge(undefined, fleet("snapshot", [tenant("acme", "waiting")]));
    merge(before, fleet("delta", [tenant("acme", "done")]));
    expect(tenantsOf(before)).toEqual(["acme waiting"]);
  });

  it("appends log lines once, also when a reconnection sends them again", () => {
    const before = merge(undefined, log(1, 2, 3));
    expect(seqsOf(merge(before, log(2, 3, 4)))).toEqual([1, 2, 3, 4]);
  });

  it("keeps the newest lines of a long log", () => {
    const many = Array.from({ length: LOG_LINES_KEPT + 5 }, (_, index) => index + 1);
    const kept = seqsOf(merge(undefined, log(...many)));
    expect(kept).toHaveLength(LOG_LINES_KEPT);
    expect(kept?.at(-1)).toBe(LOG_LINES_KEPT + 5);
  });

  it("can be told to somebody new in one frame", () => {
    const state = merge(merge(undefined, fleet("snapshot", [tenant("acme", "waiting")])), fleet("delta", [tenant("b", "done")]));
    if (!state) throw new Error("no state");
    expect(merge(undefined, snapshot(state))).toEqual(state);
  });
});
