SELECT E'a\';b', e'\\'; SELECT B'01', x'ff', N'a;', U&'\00e9;', U&"d\0061t;a";
SELECT 'c:\'; SELECT E'a'
  '\';'; SELECT E'a' -- c
'\'', 2