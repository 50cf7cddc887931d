-- 2:1
DO $a$ BEGIN EXECUTE $b$ SELECT ';' || $$x;$$ $b$; END $a$
