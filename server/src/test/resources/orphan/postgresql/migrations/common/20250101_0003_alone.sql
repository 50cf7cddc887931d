-- Purpose: last long enough to be left alone
-- Impact: small tables
-- Rollback: none
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY customers_slowly ON customers (slowly(id::integer));
INSERT INTO applied (part) VALUES ('3');
