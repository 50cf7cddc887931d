-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
INSERT INTO orders (id, customer_id, amount) VALUES (101, 1, 7), (102, 2, 8);
UPDATE orders SET amount = amount + 1 + SLEEP(0.01) WHERE id < 15;
INSERT INTO applied (part) VALUES ('3');
-- migrate:verify
SELECT id FROM live WHERE id < 7;
