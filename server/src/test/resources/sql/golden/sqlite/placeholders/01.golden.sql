-- 1:1
CREATE TABLE ${tenant.schema}.t_${placeholders.suffix} (a INT)
