-- Purpose:  Every user has a locale: the tenant's, until another is chosen.
-- Impact:   Inserts one row for each user without that preference; writers of preferences wait for the rows in question only.
-- Rollback: Every locale preference is deleted, also those that users chose themselves.
-- migrate:up
INSERT INTO preferences (user_id, name, value)
SELECT users.id, 'locale', ${placeholders.locale:literal} FROM users
WHERE NOT EXISTS (
  SELECT 1 FROM preferences WHERE preferences.user_id = users.id AND preferences.name = 'locale'
);

-- migrate:down
DELETE FROM preferences WHERE name = 'locale';

-- migrate:verify
SELECT users.id FROM users
LEFT JOIN preferences ON preferences.user_id = users.id AND preferences.name = 'locale'
WHERE preferences.user_id IS NULL;
