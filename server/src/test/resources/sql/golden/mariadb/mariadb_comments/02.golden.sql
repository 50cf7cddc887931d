-- 2:1
SELECT 1 /*M! + 1; */
