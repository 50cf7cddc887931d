-- 1:42
CREATE INDEX trigger_i ON event (begin)
