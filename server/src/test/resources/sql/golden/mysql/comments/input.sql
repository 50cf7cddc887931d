# SELECT 1;
SELECT 1 # a;
 + 2 -- b;
 --3; SELECT 4--5; --
SELECT '#', '-- '; SELECT 5;