-- Purpose:  The list of open orders is sorted by date.
-- Impact:   Holds the write lock of the file while orders is read once.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
CREATE INDEX orders_ordered_at_idx ON orders (ordered_at, status);

-- migrate:down
DROP INDEX orders_ordered_at_idx;

-- migrate:verify
SELECT 'orders_ordered_at_idx' AS missing
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'orders_ordered_at_idx');
