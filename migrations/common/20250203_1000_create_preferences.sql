-- Purpose:  Settings that a user chose, one row a setting.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE preferences (
  user_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  value VARCHAR(400) NOT NULL,
  CONSTRAINT preferences_pkey PRIMARY KEY (user_id, name),
  CONSTRAINT preferences_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- migrate:down
DROP TABLE preferences;

-- migrate:verify
SELECT user_id, name FROM preferences WHERE name = '';
