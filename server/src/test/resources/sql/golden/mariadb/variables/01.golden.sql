-- 1:1
SET @a = 1, @@session.sql_mode = '', @`b;` = 2, @'c;' = 3
