-- 5:1
SELECT 1$$;$$
