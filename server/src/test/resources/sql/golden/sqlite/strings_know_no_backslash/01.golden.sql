-- 1:1
SELECT 'a\'
