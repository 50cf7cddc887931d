import type { Schemas } from "./world.ts";

const SQL = `-- Purpose:  an invoice number exists once
-- Impact:   adds a unique index on invoices; blocks writes to it while it is built
-- Rollback: drops the index, nothing is lost
-- migrate:up
UPDATE invoices
   SET number = trim(number);

DELETE FROM invoice_drafts
 WHERE number IS NULL;

CREATE UNIQUE INDEX ux_invoices_number
    ON invoices (number);
-- migrate:down
DROP INDEX ux_invoices_number;
`;

const FILE = "migrations/sectors/ecommerce/20261120_1405_unique_invoice_number.sql";

export const findings: Schemas["Finding"][] = [
  {
    ...{ rule: "unique-on-existing-data", severity: "warning", file: FILE, line: 11, column: 1 },
    message: "Adds a unique index on a table that has rows: it fails where two of them are equal.",
    fix: "Look for duplicates before, or remove them in an earlier migration.",
  },
];

const all: Schemas["Engine"][] = ["postgresql", "mysql", "mariadb", "sqlite"];
const migration = (name: string, stream: string, applied: number, lacking: number): Schemas["Migration"] => ({
  ...{ name, stream, version: name.slice(0, 13), description: name.slice(14).replaceAll("_", " "), repeatable: false },
  ...{ engines: all, files: [`migrations/${stream}/${name}.sql`], hasDown: true, applied, lacking },
});

export const migrations: Schemas["Migration"][] = [
  migration("20250522_1200_create_users_table", "common", 59, 0),
  migration("20250601_0900_add_phone", "common", 59, 0),
  migration("20260214_1030_patients_and_visits", "health", 19, 0),
  migration("20260302_0815_courses", "education", 20, 0),
  migration("20260311_1745_invoices", "ecommerce", 20, 0),
  migration("20261015_0900_contact_consent", "common", 59, 0),
  migration("20261120_1405_unique_invoice_number", "common", 5, 54),
];

export function detail(name: string): Schemas["MigrationDetail"] | undefined {
  const found = migrations.find((each) => each.name === name);
  if (!found) return undefined;
  const purpose = "an invoice number exists once";
  const impact = "adds a unique index on invoices; blocks writes to it while it is built";
  const text = { file: FILE, text: SQL, checksum: "sha256:41d9c0ffee5577aa" };
  return { ...found, purpose, impact, rollback: "drops the index, nothing is lost", texts: [text], findings };
}

export const archives: Schemas["Archive"][] = [
  {
    cid: "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
    ...{ name: "R-0139 report, scripts and log", kind: "rollout", createdAt: "2026-11-18T09:12:00Z" },
    ...{ bytes: 1_204_118, state: "pinned" },
  },
  {
    cid: "bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq",
    ...{ name: "R-0140 report, scripts and log", kind: "rollout", createdAt: "2026-11-19T16:40:00Z", bytes: 902_400 },
    ...{ state: "local", because: "IPFS is not configured." },
  },
];

export const config = [
  { key: "store", value: "sqlite:.dihya/control.db", origin: "default" },
  { key: "http.bind", value: "127.0.0.1", origin: "default" },
  { key: "http.port", value: "8080", origin: "environment DIHYA_HTTP__PORT" },
  { key: "migrations.path", value: "migrations", origin: "dihya.yaml" },
  { key: "migrations.outOfOrder", value: "refuse", origin: "default" },
  { key: "timeouts.lock", value: "3s", origin: "default" },
  { key: "backup.policy", value: "lossy", origin: "dihya.yaml" },
];

export const report = `# Rollout R-0142

20261120_1405_unique_invoice_number, rolling, 4 waves

| state | tenants |
| --- | --- |
| done | 5 |
| failed | 1 |
| waiting | 52 |
`;

export function runDetail(run: Schemas["Run"]): Schemas["RunDetail"] {
  const failed = run.state === "failed";
  const startedAt = run.startedAt ?? "2026-11-20T13:52:00Z";
  const statement = (number: number, text: string, millis: number) => ({
    ...{ migration: run.migration ?? "", number, position: `${FILE}:${String(4 + number * 3)}:1`, text, millis, rows: 12 },
  });
  const statements = [
    statement(1, "UPDATE invoices SET number = trim(number)", 214),
    ...(failed ? [] : [statement(2, "DELETE FROM invoice_drafts WHERE number IS NULL", 18)]),
    ...(failed ? [] : [statement(3, "CREATE UNIQUE INDEX ux_invoices_number ON invoices (number)", 611)]),
  ];
  const error: Schemas["RunError"] = {
    message: "duplicate key value violates unique constraint “ux_invoices_number”: 3 invoice numbers occur twice",
    hint: "Remove the duplicates with a fix migration, then retry with the catalogue as it is now.",
    ...{ migration: run.migration ?? "", position: `${FILE}:11:1`, statement: 2, sqlState: "23505" },
    statementText: "CREATE UNIQUE INDEX ux_invoices_number\n    ON invoices (number)",
  };
  const attempt = { number: 1, outcome: failed ? ("failed" as const) : ("done" as const), startedAt, finishedAt: startedAt };
  const refused = { allowed: false, because: `its run is ${run.state}` };
  const when = (allowed: boolean) => (allowed ? { allowed } : refused);
  return {
    ...run,
    actions: {
      ...{ retry: when(failed), skip: when(failed || run.state === "waiting") },
      ...{ hold: when(run.state === "waiting"), release: refused },
    },
    steps: [
      {
        ...{ migration: run.migration ?? "", direction: "up", file: FILE },
        state: failed ? "failed" : run.state === "done" ? "done" : "pending",
      },
    ],
    attempts: run.attempt === 0 ? [] : [{ ...attempt, statements, ...(failed ? { error } : {}) }],
  };
}

export function logOf(run: Schemas["Run"]): Schemas["LogLine"][] {
  if (run.attempt === 0) return [];
  const start = Date.parse(run.startedAt ?? "2026-11-20T13:52:00Z");
  const line = (seq: number, level: Schemas["LogLine"]["level"], text: string) => ({
    ...{ seq, at: new Date(start + seq * 130).toISOString(), level, text },
  });
  return [
    line(1, "info", `attempt 1 of ${run.tenant} begins`),
    line(2, "info", "history read: 20261015_0900 is the highest version"),
    line(3, "info", "copy made before the change, 4.2 MB"),
    line(4, "info", "statement 1 of 3 done, 214 ms"),
    run.state === "failed"
      ? line(5, "error", "statement 2 of 3: duplicate key value violates unique constraint (SQLSTATE 23505)")
      : line(5, "info", "statement 3 of 3 done, 611 ms"),
    run.state === "failed" ? line(6, "warn", "transaction rolled back") : line(6, "info", "shape verified, committed"),
  ];
}

const scripts: Schemas["Script"][] = [
  {
    ...{ file: "migrations/common/20250601_0900_add_phone.postgresql.sql", direction: "up", engine: "postgresql", serverVersion: "15.19" },
    ...{ rights: [], counts: { TX: 1, PROBE: 1 } },
    statements: [
      {
        ...{ number: 1, position: "migrations/common/20250601_0900_add_phone.postgresql.sql:5:1", class: "TX" },
        ...{ because: "it shares a transaction with its journal row", text: "ALTER TABLE users ADD COLUMN phone text" },
      },
      {
        ...{ number: 2, position: "migrations/common/20250601_0900_add_phone.postgresql.sql:6:1", class: "PROBE" },
        because: "the catalogue tells whether the index is there, valid and the same",
        text: "CREATE INDEX CONCURRENTLY users_phone ON users (phone)",
      },
    ],
  },
];

export function plan(rollout: Schemas["Rollout"], runs: readonly Schemas["Run"][]): Schemas["Plan"] {
  return {
    ...{ id: rollout.plan, digest: rollout.planDigest, createdAt: rollout.createdAt, createdBy: rollout.createdBy },
    ...{ select: "state=active", to: "latest", direction: "up", strategy: {}, upToDate: [], warnings: findings, scripts },
    release: { digest: "c93f01aa77", migrations: [rollout.title] },
    waves: rollout.waves.map(({ index, name, canary }) => {
      return { name, canary, tenants: runs.filter(({ wave }) => wave === index).map(({ tenant }) => tenant) };
    }),
    tenants: runs.map(({ tenant, engine, wave, migration = "" }) => ({
      ...{ tenant, engine, wave, from: "20261015_0900", backup: "none", notices: [] },
      steps: [{ migration, direction: "up", file: FILE, atomic: true }],
    })),
    excluded: [{ tenant: "la-malle-aux-livres", code: "drifted", because: "An index ix_tmp that no migration made." }],
    totals: { tenants: runs.length, migrations: 1 },
    approvals: { required: {}, missing: {}, complete: true, given: [] },
    actions: {
      ...{ approve: { allowed: true }, sweep: { allowed: true } },
      withdraw: { allowed: false, because: "you have not approved this plan" },
    },
  };
}

export function swept(plan: string, runs: readonly Schemas["Run"][]): Schemas["Sweep"] {
  const [victim = "", unknown = ""] = runs.map(({ tenant }) => tenant);
  return {
    ...{ plan, at: "2026-11-20T13:50:00Z", millis: 412, budgetSeconds: 60, tenants: runs.length, victims: [victim] },
    constraints: [
      {
        ...{ number: 1, place: `${FILE}:11:1`, kind: "unique", table: "invoices", name: "ux_invoices_number" },
        ...{ text: "UNIQUE (number)", offending: 1, clean: runs.length - 2, notProbed: 1, rows: 3 },
      },
    ],
    findings: [
      { tenant: victim, constraint: 1, outcome: "offending", rows: 3, because: "" },
      { tenant: unknown, constraint: 1, outcome: "not-probed", rows: 0, because: "it cannot be reached: no answer within 5 s" },
    ],
  };
}
