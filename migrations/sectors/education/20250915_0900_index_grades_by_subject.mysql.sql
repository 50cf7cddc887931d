-- Purpose:  Reports of a term read the grades of one subject in order.
-- Impact:   Built in place; grades stays readable and writable.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up
ALTER TABLE grades ADD INDEX grades_subject_idx (subject, given_on), ALGORITHM=INPLACE, LOCK=NONE;

-- migrate:down
ALTER TABLE grades DROP INDEX grades_subject_idx;

-- migrate:verify
SELECT 'grades_subject_idx' AS missing FROM (SELECT 1) AS one
WHERE NOT EXISTS (
  SELECT 1 FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND index_name = 'grades_subject_idx'
);
