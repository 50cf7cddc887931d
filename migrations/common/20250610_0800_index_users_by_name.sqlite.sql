-- Purpose:  The front desk searches people by name.
-- Impact:   Holds the write lock of the file while users is read once.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
CREATE INDEX users_full_name_idx ON users (full_name);

-- migrate:down
DROP INDEX users_full_name_idx;

-- migrate:verify
SELECT 'users_full_name_idx' AS missing
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'users_full_name_idx');
