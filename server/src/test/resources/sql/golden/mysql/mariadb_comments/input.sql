/*M!100401 SET x = 1 */;
SELECT 1 /*M! + 1; */ + 2;
