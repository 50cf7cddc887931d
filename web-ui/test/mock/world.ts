import type { components } from "../../src/__generated__/api.ts";
import { Accounts } from "./accounts.ts";
import { NAMES } from "./names.ts";

export type Schemas = components["schemas"];
type Run = Schemas["Run"];
type Mark = Schemas["Mark"];

export const LATEST = "20261120_1405";
export const BEFORE = "20261015_0900";
const ENGINES: Schemas["Engine"][] = ["postgresql", "sqlite", "mariadb", "mysql"];
const TITLE = "20261120_1405_unique_invoice_number";

/** A small fleet that can be moved by hand; what the contract says a server would know of it. */
export class World {
  readonly tenants: Schemas["FleetTenant"][] = [];
  readonly runs: Run[] = [];
  readonly decisions: Schemas["Decision"][] = [];
  readonly accounts: Accounts;
  rollout: Schemas["Rollout"];
  revision = 1;
  private readonly listeners = new Set<() => void>();

  constructor(start: Date) {
    const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000).toISOString();
    for (const [sector, names] of Object.entries(NAMES)) names.forEach((name, index) => this.add(sector, name, index, at(-8)));
    this.rollout = baseRollout(at);
    this.accounts = new Accounts(at);
    this.decisions.push(
      { at: at(-6), actor: "policy", action: "pause", because: "1 failure in canary, limit 0" },
      { at: at(-9), actor: "amel", action: "start", because: "Plan P-0007 approved" },
    );
    this.count();
  }

  private add(sector: string, [id, name]: readonly [string, string], index: number, observedAt: string): void {
    const engine = ENGINES[(index + sector.length) % ENGINES.length] ?? "sqlite";
    const wave = index < 2 ? 0 : index < 6 ? 1 : index < 12 ? 2 : 3;
    const drifted = id === "la-malle-aux-livres";
    const gone = id === "samu-bejaia";
    const region = index % 3 === 0 ? "eu-fr" : "dz-1";
    const state = stateOf(id, wave);
    this.tenants.push({
      ...{ id, name, sector, region, engine, server: `${engine}-1`, lifecycle: "active", drifted, observedAt },
      labels: index < 2 ? { canary: "true" } : {},
      ...statusOf(state, drifted, gone),
      ...(drifted || gone ? {} : { rollout: "R-0142" }),
    });
    if (drifted || gone) return;
    this.runs.push({
      ...{ tenant: id, name, sector, engine, wave, state, mark: markOf(state), statements: 3 },
      attempt: state === "waiting" ? 0 : 1,
      statement: state === "done" ? 3 : state === "failed" ? 2 : 0,
      migration: TITLE,
      ...becauseOf(state),
      ...(state === "waiting" ? {} : { startedAt: observedAt }),
      ...(state === "done" || state === "failed" ? { finishedAt: observedAt } : {}),
    });
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    this.revision++;
    this.count();
    for (const listener of this.listeners) listener();
  }

  /** Brings one run, and its tenant, to another state. */
  set(tenant: string, state: Run["state"], statement: number): void {
    const run = this.runs.find((each) => each.tenant === tenant);
    const shown = this.tenants.find((each) => each.id === tenant);
    if (!run || !shown) throw new Error(`No run of ${tenant}`);
    Object.assign(run, { state, mark: markOf(state), statement, attempt: Math.max(1, run.attempt) });
    delete run.because;
    Object.assign(run, becauseOf(state));
    Object.assign(shown, statusOf(state, false, false), { progress: statement / 3 });
  }

  private count(): void {
    this.rollout.counts = countRuns(this.runs);
    for (const wave of this.rollout.waves) wave.counts = countRuns(this.runs.filter((run) => run.wave === wave.index));
  }

  fleet(): Schemas["Fleet"] {
    const versions = new Map<string, number>();
    for (const { version } of this.tenants) versions.set(version, (versions.get(version) ?? 0) + 1);
    const number = (word: string) => this.tenants.filter((tenant) => tenant.word === word).length;
    const current = this.tenants.filter(({ version }) => version === LATEST).length;
    return {
      latest: LATEST,
      revision: String(this.revision),
      counts: {
        ...{ total: this.tenants.length, current, drifted: number("drifted"), unreachable: number("unreachable") },
        ...{ behind: this.tenants.filter(({ pending }) => pending > 0).length, suspended: 0, notObserved: 0 },
      },
      versions: [...versions].map(([version, tenants]) => ({ version, tenants })),
      tenants: this.tenants,
      rollouts: [{ id: this.rollout.id, title: this.rollout.title, state: this.rollout.state }],
    };
  }
}

function baseRollout(at: (minutes: number) => string): Schemas["Rollout"] {
  const refused = (because: string) => ({ allowed: false, because });
  const empty = countRuns([]);
  return {
    ...{ id: "R-0142", title: TITLE, plan: "P-0007", planDigest: "7c1e5b90d2", strategy: "rolling", state: "paused" },
    ...{ cause: "policy", because: "1 failure in canary, limit 0", since: at(-6), createdAt: at(-9), createdBy: "amel" },
    waves: [
      { index: 0, name: "Canary", canary: true, state: "done", counts: empty },
      { index: 1, name: "Wave 1", canary: false, state: "waiting", counts: empty },
      { index: 2, name: "Wave 2", canary: false, state: "waiting", counts: empty },
      { index: 3, name: "Wave 3", canary: false, state: "waiting", counts: empty },
    ],
    counts: empty,
    eta: { lowSeconds: 600, highSeconds: 840, basis: 5 },
    failureGroups: [
      {
        key: "23505/2",
        message: "duplicate key value violates unique constraint “ux_invoices_number”",
        sqlState: "23505",
        position: "migrations/sectors/ecommerce/20261120_1405_unique_invoice_number.sql:14:1",
        tenants: ["atelier-zellige"],
      },
    ],
    excluded: [{ tenant: "la-malle-aux-livres", code: "drifted", because: "An index ix_tmp that no migration made." }],
    actions: {
      pause: refused("It is paused already."),
      resume: { allowed: true },
      drain: refused("Nothing is at work that could finish."),
      abort: { allowed: true },
      retry: { allowed: true },
      ...{ skip: { allowed: true }, hold: { allowed: true }, release: refused("no tenant is held by a person or skipped") },
      revert: refused("it is paused; drain or abort it first"),
      "sign-off": refused("it is paused, not ended"),
      promote: refused("it is paused, not running"),
    },
  };
}

function stateOf(id: string, wave: number): Run["state"] {
  if (id === "atelier-zellige") return "failed";
  return wave === 0 ? "done" : "waiting";
}

const MARKS: Record<Run["state"], Mark> = {
  ...{ waiting: "waiting", preparing: "preparing", applying: "running", verifying: "verifying", done: "done" },
  ...{ failed: "failed", held: "held", "in-doubt": "held", skipped: "held", reverting: "rolled-back", reverted: "rolled-back" },
};

function markOf(state: Run["state"]): Mark {
  return MARKS[state];
}

function statusOf(state: Run["state"], drifted: boolean, gone: boolean) {
  if (gone) return { mark: "unknown" as const, word: "unreachable", because: "Does not answer since 13:58.", version: "", pending: 0 };
  if (drifted) {
    return { mark: "held" as const, word: "drifted", because: "An index ix_tmp that no migration made.", version: BEFORE, pending: 1 };
  }
  const done = state === "done";
  return { mark: markOf(state), word: done ? "current" : state, because: "", version: done ? LATEST : BEFORE, pending: done ? 0 : 1 };
}

function becauseOf(state: Run["state"]): { because?: string } {
  if (state === "waiting") return { because: "Waits for wave 1, which opens when the rollout is resumed." };
  return state === "failed" ? { because: "duplicate key value violates unique constraint “ux_invoices_number”" } : {};
}

export function countRuns(runs: readonly Run[]): Schemas["Counts"] {
  const of = (mark: Mark) => runs.filter((run) => run.mark === mark).length;
  return {
    ...{ waiting: of("waiting"), preparing: of("preparing"), running: of("running"), verifying: of("verifying") },
    ...{ done: of("done"), failed: of("failed"), held: of("held"), rolledBack: of("rolled-back"), total: runs.length },
  };
}
