CREATE TABLE api_token (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  secret_hash TEXT NOT NULL,
  body TEXT NOT NULL
);
