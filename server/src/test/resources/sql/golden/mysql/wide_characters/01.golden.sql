-- 1:1
SELECT 'é😀'
