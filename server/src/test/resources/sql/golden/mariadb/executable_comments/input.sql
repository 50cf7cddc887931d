/*!40101 SET NAMES utf8 */;
/*!50001 CREATE VIEW v AS SELECT ';*/', "*/", `*/`, 1 /* in; */ */;
CREATE TABLE t (a INT) /*!50100 PARTITION BY HASH (a); */;
/* plain */ SELECT /*+ MAX_EXECUTION_TIME(1) */ 1;
/*!80000 SELECT 1 -- */ ' ;
*/;
