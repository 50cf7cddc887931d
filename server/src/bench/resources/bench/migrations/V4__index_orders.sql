CREATE INDEX orders_by_status ON orders (status);

CREATE INDEX order_items_by_order ON order_items (order_id);
