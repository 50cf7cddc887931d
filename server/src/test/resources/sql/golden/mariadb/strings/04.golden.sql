-- 2:1
SELECT `k\`
