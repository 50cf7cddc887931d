-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
CREATE TABLE applied (part TEXT NOT NULL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL, city TEXT);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  amount NUMERIC NOT NULL
);
INSERT INTO customers
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i, 'someone@example.org', NULL FROM n;
INSERT INTO orders
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) SELECT i, 1 + i % 60, i FROM n;
INSERT INTO applied (part) VALUES ('1');
