-- 3:10
SELECT E'a' -- c
'\'', 2
