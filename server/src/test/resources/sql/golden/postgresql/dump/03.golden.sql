-- 8:1
CREATE TABLE public.users (
    id integer NOT NULL,
    "E-mail" text DEFAULT 'x;y'::text
)
