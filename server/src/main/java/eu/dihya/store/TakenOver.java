package eu.dihya.store;

import java.sql.SQLException;

/** The control store is another server's. */
final class TakenOver extends SQLException {
  private static final long serialVersionUID = 1L;

  TakenOver(String message) {
    super(message);
  }
}
