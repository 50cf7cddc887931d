-- Purpose:  Invoices that carry the number of an earlier one get one of their own, so that numbers can be made unique.
-- Impact:   Updates the later invoices of each duplicated number, and no other row.
-- Rollback: Lossy: the renumbered invoices keep their new numbers; the suffix -D and the id tell which ones they are.
-- migrate:up
UPDATE invoices SET invoice_number = invoice_number || '-D' || id
WHERE EXISTS (
  SELECT 1 FROM invoices AS earlier
  WHERE earlier.invoice_number = invoices.invoice_number AND earlier.id < invoices.id
);

-- migrate:down
-- Nothing to run: the old numbers were the fault, and the new ones may already have been sent to customers.

-- migrate:verify
SELECT invoice_number FROM invoices GROUP BY invoice_number HAVING COUNT(*) > 1;
