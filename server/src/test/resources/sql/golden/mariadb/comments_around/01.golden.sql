-- 2:13
SELECT 1 /* kept; inside */ -- also; kept
 + 2
