-- 2:14
SELECT `l``;`
