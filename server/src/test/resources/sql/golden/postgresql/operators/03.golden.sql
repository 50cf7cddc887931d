-- 2:26
SELECT 2*-1, a->>'x;', 1::int
