-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
CREATE PROCEDURE settle_orders() LANGUAGE sql AS $$ UPDATE orders SET amount = amount + 1 $$;
CALL settle_orders();
INSERT INTO orders SELECT 200 + i, slowly(i), i FROM generate_series(1, 12) i;
UPDATE customers SET score = coalesce(score, 0) + 1;
INSERT INTO applied (part) VALUES ('4');
-- migrate:verify
SELECT id FROM customers WHERE score <> 1;
