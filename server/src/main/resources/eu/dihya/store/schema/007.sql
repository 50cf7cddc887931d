-- Who signs in through the identity provider: a hash of its name and theirs. Null for local accounts.
ALTER TABLE account ADD COLUMN identity TEXT;
CREATE UNIQUE INDEX account_identity ON account (identity);
