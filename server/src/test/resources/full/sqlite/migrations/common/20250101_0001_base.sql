-- Purpose: need more room than there is
-- Impact: a table of some megabytes
-- Rollback: none
-- migrate:up
CREATE TABLE applied (part TEXT NOT NULL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, pad BLOB);
INSERT INTO applied (part) VALUES ('1');
