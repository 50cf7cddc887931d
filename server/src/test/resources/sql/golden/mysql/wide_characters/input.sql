SELECT 'é😀'; SELECT '日本;語'; /* 😀 */ SELECT 1;
