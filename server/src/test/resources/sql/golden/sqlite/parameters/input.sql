SELECT ?1, :a, @b, $c, #d; SELECT a$b, 1e-5, .5, 0x1F; SELECT a->>'$.x;', 1||2;
