-- 1:1
CREATE TABLE t (a text, b text)
