-- Purpose:  Postal addresses of users, several for each.
-- Impact:   A new table; nothing that exists is locked.
-- Rollback: The table is dropped with every row in it.
-- migrate:up
CREATE TABLE addresses (
  id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  street VARCHAR(200) NOT NULL,
  postal_code VARCHAR(12) NOT NULL,
  city VARCHAR(100) NOT NULL,
  CONSTRAINT addresses_pkey PRIMARY KEY (id),
  CONSTRAINT addresses_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX addresses_user_idx ON addresses (user_id);

-- migrate:down
DROP TABLE addresses;

-- migrate:verify
SELECT addresses.id FROM addresses
LEFT JOIN users ON users.id = addresses.user_id
WHERE users.id IS NULL;
