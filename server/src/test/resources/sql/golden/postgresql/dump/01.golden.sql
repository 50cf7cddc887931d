-- 5:1
SET statement_timeout = 0
