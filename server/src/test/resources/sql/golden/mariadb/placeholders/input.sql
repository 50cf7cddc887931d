CREATE TABLE ${tenant.schema}.t_${placeholders.suffix} (a INT);
INSERT INTO x VALUES (${tenant.id:literal}, '${tenant.id}; x');
