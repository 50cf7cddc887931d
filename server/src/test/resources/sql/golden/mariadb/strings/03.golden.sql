-- 1:73
SELECT 'i' 'j;'
