-- Purpose:  The register of patients.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE patients (
  id BIGINT NOT NULL,
  record_number VARCHAR(20) NOT NULL,
  given_name VARCHAR(100) NOT NULL,
  family_name VARCHAR(100) NOT NULL,
  birth_date DATE NOT NULL,
  email VARCHAR(190),
  phone VARCHAR(32),
  CONSTRAINT patients_pkey PRIMARY KEY (id),
  CONSTRAINT patients_record_number_key UNIQUE (record_number)
);

-- migrate:down
DROP TABLE patients;

-- migrate:verify
SELECT id FROM patients WHERE family_name = '';
