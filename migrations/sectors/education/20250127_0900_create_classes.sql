-- Purpose:  Classes of a school year.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE classes (
  id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  school_year INTEGER NOT NULL,
  teacher_id BIGINT NOT NULL,
  CONSTRAINT classes_pkey PRIMARY KEY (id),
  CONSTRAINT classes_name_year_key UNIQUE (name, school_year),
  CONSTRAINT classes_teacher_fk FOREIGN KEY (teacher_id) REFERENCES users (id)
);
CREATE INDEX classes_teacher_idx ON classes (teacher_id);

-- migrate:down
DROP TABLE classes;

-- migrate:verify
SELECT id FROM classes WHERE school_year < 2000;
