-- 6:1
SELECT delimiter FROM t
