-- Purpose:  Consultations from before the reason was asked count as general.
-- Impact:   Updates every consultation without a reason; rows being updated are locked until the commit.
-- Rollback: General consultations have no reason again, also those that were entered as general since.
-- migrate:up
UPDATE consultations SET reason_code = 'GENERAL' WHERE reason_code IS NULL;

-- migrate:down
UPDATE consultations SET reason_code = NULL WHERE reason_code = 'GENERAL';

-- migrate:verify
SELECT id FROM consultations WHERE reason_code IS NULL;
