-- 9:8
END
