-- 9:1
CALL p()
