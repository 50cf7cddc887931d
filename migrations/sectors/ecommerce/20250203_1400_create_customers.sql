-- Purpose:  Customers of the shop.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE customers (
  id BIGINT NOT NULL,
  full_name VARCHAR(200) NOT NULL,
  email VARCHAR(190) NOT NULL,
  phone VARCHAR(32),
  street VARCHAR(200) NOT NULL,
  postal_code VARCHAR(12) NOT NULL,
  city VARCHAR(100) NOT NULL,
  CONSTRAINT customers_pkey PRIMARY KEY (id),
  CONSTRAINT customers_email_key UNIQUE (email)
);

-- migrate:down
DROP TABLE customers;

-- migrate:verify
SELECT id FROM customers WHERE email NOT LIKE '%@%';
