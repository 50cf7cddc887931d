ALTER TABLE orders ADD COLUMN currency CHAR(3) NOT NULL DEFAULT 'EUR';

CREATE INDEX orders_by_currency ON orders (currency);
