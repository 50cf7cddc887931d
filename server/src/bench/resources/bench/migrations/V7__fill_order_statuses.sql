INSERT INTO order_statuses (code, title) VALUES ('new', 'New');
INSERT INTO order_statuses (code, title) VALUES ('paid', 'Paid');
INSERT INTO order_statuses (code, title) VALUES ('sent', 'Sent');
INSERT INTO order_statuses (code, title) VALUES ('returned', 'Returned');
