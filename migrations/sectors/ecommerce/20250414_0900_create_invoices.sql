-- Purpose:  Invoices of orders, as they were sent.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every invoice; the law asks to keep them for ten years.
-- migrate:up
CREATE TABLE invoices (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  invoice_number VARCHAR(40) NOT NULL,
  issued_on DATE NOT NULL,
  total_cents BIGINT NOT NULL,
  CONSTRAINT invoices_pkey PRIMARY KEY (id),
  CONSTRAINT invoices_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE INDEX invoices_order_idx ON invoices (order_id);

-- migrate:down
DROP TABLE invoices;

-- migrate:verify
SELECT id FROM invoices WHERE invoice_number = '';
