-- Purpose:  An invoice number is given once: the tax office asks for it.
-- Impact:   Reads invoices once and blocks its writers meanwhile; fails, changing nothing, if a number was given twice.
-- Rollback: The constraint is dropped with its index; no data is lost.
-- migrate:up
ALTER TABLE invoices ADD CONSTRAINT invoices_invoice_number_key UNIQUE (invoice_number);

-- migrate:down
ALTER TABLE invoices DROP CONSTRAINT invoices_invoice_number_key;

-- migrate:verify
SELECT invoice_number FROM invoices GROUP BY invoice_number HAVING COUNT(*) > 1;
