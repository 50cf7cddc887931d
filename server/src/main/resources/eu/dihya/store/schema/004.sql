-- Whoever was signed in, and every token, knew of all tenants; one that says nothing knows of none.
UPDATE session SET principal = '{"scope":{"type":"everything"},' || substr(principal, 2);
UPDATE api_token SET body = '{"scope":{"type":"everything"},' || substr(body, 2);
