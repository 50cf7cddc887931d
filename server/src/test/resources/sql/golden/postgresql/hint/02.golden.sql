-- 3:1
SELECT /*+ inside */ 1
