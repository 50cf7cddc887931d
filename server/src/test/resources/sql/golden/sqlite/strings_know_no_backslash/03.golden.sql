-- 1:37
SELECT "b\"
