-- Purpose:  The agenda reads one day of a practitioner.
-- Impact:   Reads consultations twice and blocks neither readers nor writers; runs outside a transaction.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY consultations_held_on_idx ON consultations (held_on, practitioner_id);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY consultations_held_on_idx;

-- migrate:verify
SELECT 'consultations_held_on_idx' AS missing_or_invalid
WHERE NOT EXISTS (
  SELECT 1 FROM pg_index
  WHERE indexrelid = to_regclass('consultations_held_on_idx') AND indisvalid
);
