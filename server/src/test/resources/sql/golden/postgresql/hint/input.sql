/*+ SeqScan(t); */ SELECT * FROM t; -- c
/*+ nothing */ ;
SELECT /*+ inside */ 1