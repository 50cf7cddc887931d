CREATE TABLE t (a text, b text);
COPY public.t (a, b) FROM stdin;
it's; fine	$$
--x	/*
\.

SELECT 1;
COPY t TO STDOUT;
COPY (SELECT 1) TO '/tmp/stdin';
