package eu.dihya.demo;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * An embedded server could not be unpacked, set up or started. The demo can go on without that
 * engine.
 */
public final class ServerStartException extends DihyaException {
  private static final long serialVersionUID = 1L;

  ServerStartException(Engine engine, String reason, @Nullable Throwable cause) {
    super(ErrorCode.UNREACHABLE, label(engine) + " could not start: " + reason, cause);
  }

  ServerStartException(Engine engine, Exception cause) {
    this(engine, cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
  }

  ServerStartException(Engine engine, String reason) {
    this(engine, reason, null);
  }

  private static String label(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> "PostgreSQL";
      case MARIADB -> "MariaDB";
      case MYSQL -> "MySQL";
      case SQLITE -> "SQLite";
    };
  }
}
