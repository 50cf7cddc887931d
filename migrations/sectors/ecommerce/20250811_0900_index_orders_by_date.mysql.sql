-- Purpose:  The list of open orders is sorted by date.
-- Impact:   Built in place; orders stays readable and writable.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
ALTER TABLE orders ADD INDEX orders_ordered_at_idx (ordered_at, status), ALGORITHM=INPLACE, LOCK=NONE;

-- migrate:down
ALTER TABLE orders DROP INDEX orders_ordered_at_idx;

-- migrate:verify
SELECT 'orders_ordered_at_idx' AS missing FROM (SELECT 1) AS one
WHERE NOT EXISTS (
  SELECT 1 FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND index_name = 'orders_ordered_at_idx'
);
