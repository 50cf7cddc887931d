-- Purpose:  Pupils, the class they are in, and whom to call.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE pupils (
  id BIGINT NOT NULL,
  class_id BIGINT NOT NULL,
  given_name VARCHAR(100) NOT NULL,
  family_name VARCHAR(100) NOT NULL,
  birth_date DATE NOT NULL,
  guardian_email VARCHAR(190) NOT NULL,
  guardian_phone VARCHAR(32),
  CONSTRAINT pupils_pkey PRIMARY KEY (id),
  CONSTRAINT pupils_class_fk FOREIGN KEY (class_id) REFERENCES classes (id)
);
CREATE INDEX pupils_class_idx ON pupils (class_id);

-- migrate:down
DROP TABLE pupils;

-- migrate:verify
SELECT pupils.id FROM pupils
LEFT JOIN classes ON classes.id = pupils.class_id
WHERE classes.id IS NULL;
