-- 1:51
SELECT [a;b].[g"h] FROM [a;b]
