-- Purpose:  What was paid for an order, and how.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE payments (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  method VARCHAR(20) NOT NULL,
  amount_cents BIGINT NOT NULL,
  paid_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT payments_pkey PRIMARY KEY (id),
  CONSTRAINT payments_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE INDEX payments_order_idx ON payments (order_id);

-- migrate:down
DROP TABLE payments;

-- migrate:verify
SELECT id FROM payments WHERE amount_cents <= 0;
