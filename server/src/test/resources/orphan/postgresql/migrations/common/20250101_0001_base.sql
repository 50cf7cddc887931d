-- Purpose: last long enough to be left alone
-- Impact: small tables
-- Rollback: none
-- migrate:up
CREATE TABLE applied (part varchar(10) NOT NULL);
CREATE TABLE customers (id integer PRIMARY KEY, email varchar(80) NOT NULL);
CREATE FUNCTION slowly(i integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN i; END $$;
INSERT INTO customers SELECT i, 'someone@example.org' FROM generate_series(1, 80) i;
INSERT INTO applied (part) VALUES ('1');
