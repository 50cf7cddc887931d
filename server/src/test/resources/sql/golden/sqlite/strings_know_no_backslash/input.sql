SELECT 'a\'; SELECT x'00ff', X'00'; SELECT "b\";
