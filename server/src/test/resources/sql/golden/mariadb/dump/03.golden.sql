-- 10:1
CREATE TABLE `t` (
  `id` int NOT NULL COMMENT 'a; b'
) ENGINE=InnoDB
