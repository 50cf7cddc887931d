-- 2:1
SELECT 'c:\'
