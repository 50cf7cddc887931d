-- 2:1
COPY public.t (a, b) FROM stdin;
it's; fine	$$
--x	/*

