-- 3:72
CREATE USER 'event'
