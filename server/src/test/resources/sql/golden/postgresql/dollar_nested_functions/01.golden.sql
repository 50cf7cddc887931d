-- 1:1
CREATE FUNCTION outer_f() RETURNS text LANGUAGE plpgsql AS $outer$
BEGIN
  EXECUTE $inner$ CREATE FUNCTION inner_f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql; $inner$;
  RETURN '$outer';
END;
$outer$
