-- Purpose:  Invoices that carry the number of an earlier one get one of their own, so that numbers can be made unique.
-- Impact:   Updates the later invoices of each duplicated number, and no other row.
-- Rollback: Lossy: the renumbered invoices keep their new numbers; the suffix -D and the id tell which ones they are.
-- migrate:up
UPDATE invoices
JOIN (
  SELECT invoice_number, MIN(id) AS first_id FROM invoices GROUP BY invoice_number HAVING COUNT(*) > 1
) AS duplicated ON duplicated.invoice_number = invoices.invoice_number
SET invoices.invoice_number = CONCAT(invoices.invoice_number, '-D', invoices.id)
WHERE invoices.id > duplicated.first_id;

-- migrate:down
-- Nothing to run: the old numbers were the fault, and the new ones may already have been sent to customers.

-- migrate:verify
SELECT invoice_number FROM invoices GROUP BY invoice_number HAVING COUNT(*) > 1;
