-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
ALTER TABLE customers ADD COLUMN score INT NOT NULL DEFAULT 0, ALGORITHM=COPY;
UPDATE customers SET score = score + 1 WHERE id < 100;
INSERT INTO applied (part) VALUES ('4');
