-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
INSERT INTO applied (part) VALUES ('2a');
ALTER TABLE customers ADD COLUMN country varchar(2) NOT NULL DEFAULT 'MA';
CREATE INDEX customers_country ON customers (country);
UPDATE customers SET city = 'Tinghir ' || slowly(id);
CREATE VIEW customers_in_tinghir AS SELECT id, email FROM customers WHERE city LIKE 'Tinghir%';
CREATE FUNCTION count_order() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO applied (part) VALUES ('o' || NEW.id); RETURN NEW; END $$;
CREATE TRIGGER orders_counted AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION count_order();
INSERT INTO orders VALUES (101, 1, 7), (102, 2, 8);
INSERT INTO applied (part) VALUES ('2b');
