-- 1:23
SELECT ''''
