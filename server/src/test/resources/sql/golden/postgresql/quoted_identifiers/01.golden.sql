-- 1:1
CREATE TABLE "a;""b" ("--c" int)
