-- 1:1
SELECT E'a\';b', e'\\'
