-- 1:1
CREATE TABLE event (begin INT, end INT)
