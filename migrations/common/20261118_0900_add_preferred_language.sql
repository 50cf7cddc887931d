-- Purpose:  People are written to in the language that they read.
-- Impact:   Metadata only: no rewrite, a short exclusive lock.
-- Rollback: The column is dropped; the languages that people chose are lost.
-- migrate:up
ALTER TABLE users ADD COLUMN preferred_language VARCHAR(8) NOT NULL DEFAULT 'fr';

-- migrate:down
ALTER TABLE users DROP COLUMN preferred_language;

-- migrate:verify
SELECT id FROM users WHERE preferred_language = '';
