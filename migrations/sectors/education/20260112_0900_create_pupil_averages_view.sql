-- Purpose:  The average on the school report, defined once.
-- Impact:   A new view; nothing is locked.
-- Rollback: The view is dropped; no data is lost.
-- migrate:up
CREATE VIEW pupil_averages AS
SELECT pupil_id, subject, AVG(grade) AS average, COUNT(*) AS grades FROM grades GROUP BY pupil_id, subject;

-- migrate:down
DROP VIEW pupil_averages;

-- migrate:verify
SELECT pupil_id FROM pupil_averages WHERE average > 20;
