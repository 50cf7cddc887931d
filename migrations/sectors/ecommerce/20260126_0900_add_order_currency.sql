-- Purpose:  Shops sell in the currency of their country.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped; the currency of each order is lost.
-- migrate:up
ALTER TABLE orders ADD COLUMN currency VARCHAR(3) NOT NULL DEFAULT ${placeholders.currency:literal};

-- migrate:down
ALTER TABLE orders DROP COLUMN currency;

-- migrate:verify
SELECT id FROM orders WHERE LENGTH(currency) <> 3;
