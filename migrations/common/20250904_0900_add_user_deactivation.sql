-- Purpose:  Accounts are deactivated instead of deleted.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped; who was deactivated, and when, is lost.
-- migrate:up
ALTER TABLE users ADD COLUMN deactivated_at TIMESTAMP NULL;

-- migrate:down
ALTER TABLE users DROP COLUMN deactivated_at;

-- migrate:verify
SELECT id FROM users WHERE deactivated_at < created_at;
