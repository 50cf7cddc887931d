-- 1:42
SELECT 3 -- x; /*
 + 4
