-- 1:1
SELECT ?1, :a, @b, $c, #d
