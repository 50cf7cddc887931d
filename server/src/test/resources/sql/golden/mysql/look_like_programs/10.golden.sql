-- 4:1
CREATE DEFINER = event@localhost VIEW v AS SELECT 1
