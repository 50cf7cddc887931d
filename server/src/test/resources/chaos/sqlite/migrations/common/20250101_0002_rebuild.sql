-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
INSERT INTO applied (part) VALUES ('2a');
CREATE TABLE customers_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL, city TEXT NOT NULL DEFAULT 'Tinghir');
INSERT INTO customers_new (id, email) SELECT id, email FROM customers;
DROP TABLE customers;
ALTER TABLE customers_new RENAME TO customers;
CREATE UNIQUE INDEX customers_one ON customers (id, email);
CREATE TRIGGER orders_counted AFTER INSERT ON orders BEGIN INSERT INTO applied (part) VALUES ('o' || NEW.id); END;
UPDATE orders SET amount = amount +
  (WITH RECURSIVE slow(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM slow WHERE i < 400000) SELECT max(i) FROM slow);
INSERT INTO applied (part) VALUES ('2b');
