-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
INSERT INTO applied (part) VALUES ('2a');
ALTER TABLE customers ADD COLUMN city VARCHAR(40), ALGORITHM=COPY;
CREATE INDEX customers_email ON customers (email);
ALTER TABLE customers FORCE, ALGORITHM=COPY;
TRUNCATE TABLE staging;
INSERT INTO staging (id) VALUES (7), (8);
RENAME TABLE live TO swapped, staging TO live, swapped TO staging;
DROP TABLE old_a, old_b;
CREATE VIEW orders_of_one AS SELECT id, amount FROM orders WHERE customer_id = 1;
CREATE TRIGGER orders_counted AFTER INSERT ON orders FOR EACH ROW INSERT INTO applied (part) VALUES (CONCAT('o', NEW.id));
CREATE PROCEDURE settle_orders() UPDATE orders SET amount = amount + 1;
ALTER TABLE orders ADD COLUMN note VARCHAR(20), MODIFY COLUMN amount DECIMAL(12, 2) NOT NULL;
INSERT INTO applied (part) VALUES ('2b');
