-- Purpose:  The three channels that every tenant has.
-- Impact:   Three rows are inserted into a table that nobody reads yet.
-- Rollback: The three rows are deleted, even if their labels were changed since.
-- migrate:up
INSERT INTO contact_channels (code, label, needs_consent) VALUES
  ('email', 'Courriel', 1),
  ('sms', 'SMS', 1),
  ('post', 'Courrier postal', 0);

-- migrate:down
DELETE FROM contact_channels WHERE code IN ('email', 'sms', 'post');

-- migrate:verify
SELECT COUNT(*) FROM contact_channels
WHERE code IN ('email', 'sms', 'post')
HAVING COUNT(*) <> 3;
