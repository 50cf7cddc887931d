-- Purpose:  One definition of who counts as active, for reports and for the sign-in page.
-- Impact:   A new view; nothing is locked.
-- Rollback: The view is dropped; no data is lost.
-- migrate:up
CREATE VIEW active_users AS
SELECT id, full_name, email, phone FROM users WHERE deactivated_at IS NULL;

-- migrate:down
DROP VIEW active_users;

-- migrate:verify
SELECT active_users.id FROM active_users
JOIN users ON users.id = active_users.id
WHERE users.deactivated_at IS NOT NULL;
