-- Every token knew of all tenants; one that says nothing knows of none.
UPDATE api_token SET body = '{"scope":{"type":"everything"},' || substr(body, 2);
