-- Purpose:  What patients agreed to, and when they withdrew it.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped: proof of every consent is lost. Export it first.
-- migrate:up
CREATE TABLE consents (
  id BIGINT NOT NULL,
  patient_id BIGINT NOT NULL,
  purpose VARCHAR(40) NOT NULL,
  granted_on DATE NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT consents_pkey PRIMARY KEY (id),
  CONSTRAINT consents_patient_purpose_key UNIQUE (patient_id, purpose),
  CONSTRAINT consents_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT consents_order_check CHECK (withdrawn_on IS NULL OR withdrawn_on >= granted_on)
);

-- migrate:down
DROP TABLE consents;

-- migrate:verify
SELECT id FROM consents WHERE purpose = '';
