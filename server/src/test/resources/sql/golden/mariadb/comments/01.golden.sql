-- 2:1
SELECT 1 # a;
 + 2 -- b;
 --3
