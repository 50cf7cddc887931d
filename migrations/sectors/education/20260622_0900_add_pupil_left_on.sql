-- Purpose:  Pupils who leave during the year stay in its statistics.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped; who left, and when, is lost.
-- migrate:up
ALTER TABLE pupils ADD COLUMN left_on DATE;

-- migrate:down
ALTER TABLE pupils DROP COLUMN left_on;

-- migrate:verify
SELECT id FROM pupils WHERE left_on < birth_date;
