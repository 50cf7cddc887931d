-- 8:1
CREATE TABLE trigger_log (a)
