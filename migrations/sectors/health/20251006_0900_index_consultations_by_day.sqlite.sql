-- Purpose:  The agenda reads one day of a practitioner.
-- Impact:   Holds the write lock of the file while consultations is read once.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
CREATE INDEX consultations_held_on_idx ON consultations (held_on, practitioner_id);

-- migrate:down
DROP INDEX consultations_held_on_idx;

-- migrate:verify
SELECT 'consultations_held_on_idx' AS missing
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'consultations_held_on_idx');
