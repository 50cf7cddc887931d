CREATE TABLE tenant (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  sector TEXT NOT NULL,
  region TEXT NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE observation (
  tenant TEXT PRIMARY KEY REFERENCES tenant (id),
  observed_at TEXT NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE plan (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE rollout (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE run (
  rollout INTEGER NOT NULL REFERENCES rollout (number),
  tenant TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (rollout, tenant)
);

CREATE TABLE attempt (
  rollout INTEGER NOT NULL REFERENCES rollout (number),
  tenant TEXT NOT NULL,
  number INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (rollout, tenant, number)
);

CREATE TABLE rollout_event (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  rollout INTEGER NOT NULL REFERENCES rollout (number),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX rollout_event_by_rollout ON rollout_event (rollout);

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  node TEXT NOT NULL,
  actor TEXT NOT NULL,
  sign_in TEXT NOT NULL,
  tenant TEXT,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  before TEXT,
  after TEXT,
  reason TEXT NOT NULL,
  approvals TEXT NOT NULL,
  request_id TEXT NOT NULL,
  result TEXT NOT NULL
);
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_is_append_only_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TABLE idempotent_answer (
  principal TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (principal, key)
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  principal TEXT NOT NULL,
  began TEXT NOT NULL,
  used TEXT NOT NULL
);
