-- 1:1
SELECT 'a\';b', "c\";d", "e""f;", N'g;', x'00', _utf8'h;'
