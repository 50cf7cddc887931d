-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
ALTER TABLE customers ADD COLUMN score INTEGER;
CREATE VIEW customers_of_tinghir AS SELECT id, email FROM customers WHERE city = 'Tinghir';
INSERT INTO orders (id, customer_id, amount) VALUES (201, 1, 7), (202, 2, 8);
UPDATE customers SET score = coalesce(score, 0) +
  (WITH RECURSIVE slow(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM slow WHERE i < 300000) SELECT min(i) FROM slow);
INSERT INTO applied (part) VALUES ('3');
-- migrate:verify
SELECT id FROM customers WHERE score <> 1;
