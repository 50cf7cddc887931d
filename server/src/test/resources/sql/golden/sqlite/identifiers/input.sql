CREATE TABLE [a;b] ("c;""d", `e;``f`, [g"h] INT); SELECT [a;b].[g"h] FROM [a;b];
