-- 2:15
SELECT E'a'
  '\';'
