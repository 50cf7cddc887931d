-- 1:25
SELECT B'01', x'ff', N'a;', U&'\00e9;', U&"d\0061t;a"
