-- Purpose:  The agenda reads one day of a practitioner.
-- Impact:   Built in place; consultations stays readable and writable.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
ALTER TABLE consultations ADD INDEX consultations_held_on_idx (held_on, practitioner_id), ALGORITHM=INPLACE, LOCK=NONE;

-- migrate:down
ALTER TABLE consultations DROP INDEX consultations_held_on_idx;

-- migrate:verify
SELECT 'consultations_held_on_idx' AS missing FROM (SELECT 1) AS one
WHERE NOT EXISTS (
  SELECT 1 FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND index_name = 'consultations_held_on_idx'
);
