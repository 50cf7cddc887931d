CREATE TABLE expected_shape (
  step TEXT PRIMARY KEY,
  number BIGINT NOT NULL,
  source TEXT NOT NULL,
  hashes TEXT NOT NULL,
  shapes TEXT NOT NULL
);
CREATE INDEX expected_shape_by_number ON expected_shape (number);
