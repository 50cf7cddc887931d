-- 2:1
INSERT INTO x VALUES (${tenant.id:literal}, '${tenant.id}; x')
