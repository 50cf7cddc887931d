-- 2:1
/*!50001 CREATE VIEW v AS SELECT ';*/', "*/", `*/`, 1 /* in; */ */
