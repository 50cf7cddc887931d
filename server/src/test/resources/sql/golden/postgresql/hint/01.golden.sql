-- 1:1
/*+ SeqScan(t); */ SELECT * FROM t
