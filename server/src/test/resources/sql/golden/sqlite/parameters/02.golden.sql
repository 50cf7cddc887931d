-- 1:28
SELECT a$b, 1e-5, .5, 0x1F
