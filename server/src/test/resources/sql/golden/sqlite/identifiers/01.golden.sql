-- 1:1
CREATE TABLE [a;b] ("c;""d", `e;``f`, [g"h] INT)
