-- Purpose: last long enough to be left alone
-- Impact: small tables
-- Rollback: none
-- migrate:up
ALTER TABLE customers ADD COLUMN hash CHAR(64) AS (SHA2(REPEAT(email, 50000), 256)) STORED, ALGORITHM=COPY;
INSERT INTO applied (part) VALUES ('2');
