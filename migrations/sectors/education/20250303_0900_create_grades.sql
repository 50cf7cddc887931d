-- Purpose:  Grades out of twenty.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE grades (
  id BIGINT NOT NULL,
  pupil_id BIGINT NOT NULL,
  subject VARCHAR(60) NOT NULL,
  grade DECIMAL(4, 2) NOT NULL,
  given_on DATE NOT NULL,
  CONSTRAINT grades_pkey PRIMARY KEY (id),
  CONSTRAINT grades_pupil_fk FOREIGN KEY (pupil_id) REFERENCES pupils (id) ON DELETE CASCADE,
  CONSTRAINT grades_range_check CHECK (grade >= 0 AND grade <= 20)
);
CREATE INDEX grades_pupil_idx ON grades (pupil_id);

-- migrate:down
DROP TABLE grades;

-- migrate:verify
SELECT id FROM grades WHERE grade > 20;
