-- Purpose:  Reports of a term read the grades of one subject in order.
-- Impact:   Holds the write lock of the file while grades is read once.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
CREATE INDEX grades_subject_idx ON grades (subject, given_on);

-- migrate:down
DROP INDEX grades_subject_idx;

-- migrate:verify
SELECT 'grades_subject_idx' AS missing
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'grades_subject_idx');
