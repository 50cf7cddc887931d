-- Purpose: show what took effect how often
-- Impact: small tables
-- Rollback: none
-- migrate:up
CREATE TABLE applied (part varchar(10) NOT NULL);
CREATE TABLE customers (id integer PRIMARY KEY, email varchar(80) NOT NULL, city varchar(40));
CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  amount numeric(10, 2) NOT NULL
);
CREATE INDEX orders_amount ON orders (amount);
CREATE TABLE seen (at date NOT NULL, customer_id integer) PARTITION BY RANGE (at);
CREATE TABLE seen_2024 PARTITION OF seen FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE seen_2025 PARTITION OF seen FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE FUNCTION slowly(i integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN PERFORM pg_sleep(0.008); RETURN i; END $$;
INSERT INTO customers (id, email) SELECT i, 'user' || i || '@example.org' FROM generate_series(1, 25) i;
INSERT INTO orders SELECT i, 1 + i % 25, i FROM generate_series(1, 40) i;
INSERT INTO seen SELECT date '2024-06-01' + 20 * i, i FROM generate_series(1, 25) i;
INSERT INTO applied (part) VALUES ('1');
