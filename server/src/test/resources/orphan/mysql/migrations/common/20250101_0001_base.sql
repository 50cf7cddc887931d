-- Purpose: last long enough to be left alone
-- Impact: small tables
-- Rollback: none
-- migrate:up
CREATE TABLE applied (part VARCHAR(10) NOT NULL);
CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(80) NOT NULL);
INSERT INTO customers
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 800) SELECT i, 'someone@example.org' FROM n;
INSERT INTO applied (part) VALUES ('1');
