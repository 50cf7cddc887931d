-- 3:4
SELECT *
  FROM t
