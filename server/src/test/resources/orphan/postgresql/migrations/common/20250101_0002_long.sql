-- Purpose: last long enough to be left alone
-- Impact: small tables
-- Rollback: none
-- migrate:up
INSERT INTO applied (part) VALUES ('2');
ALTER TABLE customers ALTER COLUMN id TYPE bigint USING slowly(id);
