-- 1:14
SELECT '日本;語'
