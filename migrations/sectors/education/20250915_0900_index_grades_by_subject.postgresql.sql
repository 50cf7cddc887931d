-- Purpose:  Reports of a term read the grades of one subject in order.
-- Impact:   Reads grades twice and blocks neither readers nor writers; runs outside a transaction.
-- Rollback: The index is dropped; nothing else changes and no data is lost.
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY grades_subject_idx ON grades (subject, given_on);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY grades_subject_idx;

-- migrate:verify
SELECT 'grades_subject_idx' AS missing_or_invalid
WHERE NOT EXISTS (
  SELECT 1 FROM pg_index
  WHERE indexrelid = to_regclass('grades_subject_idx') AND indisvalid
);
