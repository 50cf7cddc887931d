-- 2:5
SELECT a @>/* ; */b
