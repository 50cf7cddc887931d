-- Purpose:  Activity reports are made by reason for the visit.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped with the reasons in it.
-- migrate:up
ALTER TABLE consultations ADD COLUMN reason_code VARCHAR(12);

-- migrate:down
ALTER TABLE consultations DROP COLUMN reason_code;

-- migrate:verify
SELECT id FROM consultations WHERE reason_code = '';
