-- 1:60
SELECT @a:=1, 1e5, 0x1F, 1a, a$b
