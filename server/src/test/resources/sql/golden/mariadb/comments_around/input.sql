-- Purpose: none; nothing
/* a ; b */ SELECT 1 /* kept; inside */ -- also; kept
 + 2 /* dropped */ -- dropped ;
;
-- only a comment;
;
SELECT 3 -- last