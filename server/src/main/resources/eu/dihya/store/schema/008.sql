-- What people said of plans, one row a word, never changed. By digest: an equal plan has the same approvals.
CREATE TABLE plan_approval (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX plan_approval_by_digest ON plan_approval (digest);
