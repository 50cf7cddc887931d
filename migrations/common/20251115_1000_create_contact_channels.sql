-- Purpose:  The ways in which a tenant may contact people.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE contact_channels (
  code VARCHAR(20) NOT NULL,
  label VARCHAR(80) NOT NULL,
  needs_consent INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT contact_channels_pkey PRIMARY KEY (code),
  CONSTRAINT contact_channels_consent_check CHECK (needs_consent IN (0, 1))
);

-- migrate:down
DROP TABLE contact_channels;

-- migrate:verify
SELECT code FROM contact_channels WHERE label = '';
