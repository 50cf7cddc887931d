-- Purpose:  The list of open orders is sorted by date.
-- Impact:   Reads orders twice and blocks neither readers nor writers; runs outside a transaction.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY orders_ordered_at_idx ON orders (ordered_at, status);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY orders_ordered_at_idx;

-- migrate:verify
SELECT 'orders_ordered_at_idx' AS missing_or_invalid
WHERE NOT EXISTS (
  SELECT 1 FROM pg_index
  WHERE indexrelid = to_regclass('orders_ordered_at_idx') AND indisvalid
);
