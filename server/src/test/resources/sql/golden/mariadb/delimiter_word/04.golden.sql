-- 6:26
SELECT a AS `delimiter`
