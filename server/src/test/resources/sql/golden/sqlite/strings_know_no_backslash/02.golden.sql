-- 1:14
SELECT x'00ff', X'00'
