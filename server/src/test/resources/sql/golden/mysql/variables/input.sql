SET @a = 1, @@session.sql_mode = '', @`b;` = 2, @'c;' = 3; SELECT @a:=1, 1e5, 0x1F, 1a, a$b;
