CREATE TABLE notes (
  id BIGINT NOT NULL PRIMARY KEY,
  order_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT notes_order FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE INDEX notes_by_order ON notes (order_id);
