-- 1:1
SELECT 'it''s; fine'
