-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up transaction:false
INSERT INTO applied (part) VALUES ('4a');
CREATE INDEX orders_amount ON orders (amount);
UPDATE orders SET amount = amount +
  (WITH RECURSIVE slow(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM slow WHERE i < 200000) SELECT max(i) FROM slow);
INSERT INTO applied (part) VALUES ('4b');
