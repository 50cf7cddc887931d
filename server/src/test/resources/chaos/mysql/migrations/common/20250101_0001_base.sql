-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
CREATE TABLE applied (part VARCHAR(10) NOT NULL);
CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(80) NOT NULL, pad VARCHAR(300) NOT NULL);
CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, amount DECIMAL(10, 2) NOT NULL);
CREATE TABLE live (id INT NOT NULL);
CREATE TABLE staging (id INT NOT NULL);
CREATE TABLE old_a (id INT);
CREATE TABLE old_b (id INT);
INSERT INTO customers
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 799)
  SELECT 800 * k + i, 'someone@example.org', REPEAT('x', 300)
  FROM n, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS five;
INSERT INTO orders
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT i, i % 10, i FROM n;
INSERT INTO live (id) VALUES (1), (2);
INSERT INTO staging (id) VALUES (3);
INSERT INTO applied (part) VALUES ('1');
