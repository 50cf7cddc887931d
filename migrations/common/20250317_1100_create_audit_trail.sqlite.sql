-- Purpose:  Who changed which user's e-mail address, kept by the database itself.
-- Impact:   A new table, and a trigger that adds one row to each change of an e-mail address.
-- Rollback: The trigger is dropped, and the trail with every row in it.
-- migrate:up
CREATE TABLE audit_trail (
  id INTEGER PRIMARY KEY,
  user_id BIGINT NOT NULL,
  old_email VARCHAR(190) NOT NULL,
  new_email VARCHAR(190) NOT NULL,
  changed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TRIGGER users_email_audit AFTER UPDATE OF email ON users
  FOR EACH ROW WHEN OLD.email <> NEW.email
BEGIN
  INSERT INTO audit_trail (user_id, old_email, new_email) VALUES (NEW.id, OLD.email, NEW.email);
END;

-- migrate:down
DROP TRIGGER users_email_audit;
DROP TABLE audit_trail;

-- migrate:verify
SELECT 'users_email_audit' AS missing
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'users_email_audit');
