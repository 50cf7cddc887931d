-- Purpose:  Tenants have begun to serve people who live abroad.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped with the countries in it.
-- migrate:up
ALTER TABLE addresses ADD COLUMN country VARCHAR(2) NOT NULL DEFAULT 'FR';

-- migrate:down
ALTER TABLE addresses DROP COLUMN country;

-- migrate:verify
SELECT id FROM addresses WHERE LENGTH(country) <> 2;
