-- Purpose:  An invoice number is given once: the tax office asks for it.
-- Impact:   Holds the write lock of the file while invoices is read once; fails, changing nothing, if a number was given twice.
-- Rollback: The index is dropped; no data is lost.
-- migrate:up
CREATE UNIQUE INDEX invoices_invoice_number_key ON invoices (invoice_number);

-- migrate:down
DROP INDEX invoices_invoice_number_key;

-- migrate:verify
SELECT invoice_number FROM invoices GROUP BY invoice_number HAVING COUNT(*) > 1;
