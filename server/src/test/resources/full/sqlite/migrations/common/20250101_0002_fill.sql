-- Purpose: need more room than there is
-- Impact: a table of some megabytes
-- Rollback: none
-- migrate:up
INSERT INTO applied (part) VALUES ('2a');
ALTER TABLE customers ADD COLUMN city TEXT;
INSERT INTO customers (id, pad)
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) SELECT i, zeroblob(1000) FROM n;
INSERT INTO applied (part) VALUES ('2b');
