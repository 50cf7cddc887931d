-- 1:35
SELECT "a;""b".*  FROM "a;""b"
