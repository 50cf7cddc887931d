CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,
  set_up_hash TEXT UNIQUE,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  credentials TEXT NOT NULL
);
-- Everybody signs in again: sessions have a name, and know how far somebody has shown who they are.
DROP TABLE session;
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  account TEXT,
  began TEXT NOT NULL,
  used TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX session_account ON session (account);
