-- Purpose:  An invoice number is given once: the tax office asks for it.
-- Impact:   Built in place; fails, changing nothing, if a number was given twice.
-- Rollback: The constraint is dropped; no data is lost.
-- migrate:up
ALTER TABLE invoices ADD CONSTRAINT invoices_invoice_number_key UNIQUE (invoice_number);

-- migrate:down
ALTER TABLE invoices DROP INDEX invoices_invoice_number_key;

-- migrate:verify
SELECT invoice_number FROM invoices GROUP BY invoice_number HAVING COUNT(*) > 1;
