-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up transaction:false
INSERT INTO applied (part) VALUES ('3a');
CREATE INDEX CONCURRENTLY customers_slowly ON customers (slowly(id));
INSERT INTO applied (part) VALUES ('3b');
ALTER TABLE seen DETACH PARTITION seen_2024 CONCURRENTLY;
UPDATE orders SET amount = amount + slowly(1) WHERE id <= 12;
CREATE UNIQUE INDEX CONCURRENTLY customers_email ON customers (email);
DROP INDEX CONCURRENTLY orders_amount;
REINDEX INDEX CONCURRENTLY customers_slowly;
VACUUM customers;
ALTER TABLE customers ADD COLUMN score integer;
INSERT INTO applied (part) VALUES ('3c');
