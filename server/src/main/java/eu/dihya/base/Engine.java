package eu.dihya.base;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of database server that can hold a tenant's data. */
public enum Engine {
  POSTGRESQL,
  MYSQL,
  MARIADB,
  SQLITE;

  /**
   * The lower-case name used in files, addresses, the API and the page: {@code postgresql}, {@code
   * mysql}, …
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** MySQL and MariaDB: they share a protocol, a SQL dialect and, mostly, their faults. */
  public boolean isMySqlFamily() {
    return this == MYSQL || this == MARIADB;
  }

  /** Whether a schema change and its history row can share one transaction. */
  public boolean hasTransactionalDdl() {
    return !isMySqlFamily();
  }

  /** Reads {@link #code()} back; empty for anything else. */
  public static Optional<Engine> fromCode(String code) {
    return Arrays.stream(values()).filter(engine -> engine.code().equals(code)).findFirst();
  }
}
