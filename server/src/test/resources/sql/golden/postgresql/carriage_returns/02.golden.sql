-- 1:22
SELECT E'a''\';'
