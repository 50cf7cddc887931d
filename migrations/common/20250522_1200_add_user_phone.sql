-- Purpose:  Appointments and deliveries are confirmed by telephone.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped with the numbers in it.
-- migrate:up
ALTER TABLE users ADD COLUMN phone VARCHAR(32);

-- migrate:down
ALTER TABLE users DROP COLUMN phone;

-- migrate:verify
SELECT id FROM users WHERE phone = '';
