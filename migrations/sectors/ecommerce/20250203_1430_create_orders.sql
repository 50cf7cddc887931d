-- Purpose:  Orders of customers.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE orders (
  id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  ordered_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  status VARCHAR(20) NOT NULL,
  total_cents BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT orders_status_check CHECK (status IN ('open', 'paid', 'shipped', 'cancelled'))
);
CREATE INDEX orders_customer_idx ON orders (customer_id);

-- migrate:down
DROP TABLE orders;

-- migrate:verify
SELECT id FROM orders WHERE total_cents < 0;
