/* a /* b; */ SELECT 1 /* c /* ; */ + 2; SELECT 3 -- x; /*
 + 4; --/* ;
