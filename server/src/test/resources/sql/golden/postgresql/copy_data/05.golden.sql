-- 9:1
COPY (SELECT 1) TO '/tmp/stdin'
