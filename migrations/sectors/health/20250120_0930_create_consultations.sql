-- Purpose:  Who was seen by which practitioner, when, and with what outcome.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE consultations (
  id BIGINT NOT NULL,
  patient_id BIGINT NOT NULL,
  practitioner_id BIGINT NOT NULL,
  held_on DATE NOT NULL,
  notes VARCHAR(2000) NOT NULL,
  CONSTRAINT consultations_pkey PRIMARY KEY (id),
  CONSTRAINT consultations_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT consultations_practitioner_fk FOREIGN KEY (practitioner_id) REFERENCES users (id)
);
CREATE INDEX consultations_patient_idx ON consultations (patient_id);
CREATE INDEX consultations_practitioner_idx ON consultations (practitioner_id);

-- migrate:down
DROP TABLE consultations;

-- migrate:verify
SELECT consultations.id FROM consultations
LEFT JOIN patients ON patients.id = consultations.patient_id
WHERE patients.id IS NULL;
