-- 1:60
SELECT '\\'
