-- Purpose:  The front desk searches people by name.
-- Impact:   Built in place; users stays readable and writable.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
ALTER TABLE users ADD INDEX users_full_name_idx (full_name), ALGORITHM=INPLACE, LOCK=NONE;

-- migrate:down
ALTER TABLE users DROP INDEX users_full_name_idx;

-- migrate:verify
SELECT 'users_full_name_idx' AS missing FROM (SELECT 1) AS one
WHERE NOT EXISTS (
  SELECT 1 FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND index_name = 'users_full_name_idx'
);
