CREATE TABLE "a;""b" ("--c" int); SELECT "a;""b".*  FROM "a;""b";
