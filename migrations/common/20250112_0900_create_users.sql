-- Purpose:  People who sign in to the tenant's application.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE users (
  id BIGINT NOT NULL,
  email VARCHAR(190) NOT NULL,
  full_name VARCHAR(200) NOT NULL,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_key UNIQUE (email)
);

-- migrate:down
DROP TABLE users;

-- migrate:verify
SELECT id FROM users WHERE email NOT LIKE '%@%';
