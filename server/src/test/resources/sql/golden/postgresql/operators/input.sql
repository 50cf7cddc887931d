SELECT 1 --2;
+3; SELECT a @>/* ; */b; SELECT 2*-1, a->>'x;', 1::int; SELECT 1