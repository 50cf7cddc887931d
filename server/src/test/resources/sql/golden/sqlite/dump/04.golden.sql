-- 4:1
INSERT INTO t VALUES(1,replace('a\nb;','\n',char(10)))
