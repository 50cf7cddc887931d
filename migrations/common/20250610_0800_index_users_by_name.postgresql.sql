-- Purpose:  The front desk searches people by name.
-- Impact:   Reads users twice and blocks neither readers nor writers; runs outside a transaction.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY users_full_name_idx ON users (full_name);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY users_full_name_idx;

-- migrate:verify
SELECT 'users_full_name_idx' AS missing_or_invalid
WHERE NOT EXISTS (
  SELECT 1 FROM pg_index
  WHERE indexrelid = to_regclass('users_full_name_idx') AND indisvalid
);
