CREATE FUNCTION f() RETURNS void AS $$ BEGIN PERFORM 1; END; $$ LANGUAGE plpgsql;
DO $a$ BEGIN EXECUTE $b$ SELECT ';' || $$x;$$ $b$; END $a$;
SELECT $1, a$b$c, $é1$;$é1$;
SELECT $$'$$, ';';
SELECT 1$$;$$;
