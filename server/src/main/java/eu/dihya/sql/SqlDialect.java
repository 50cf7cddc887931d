package eu.dihya.sql;

import eu.dihya.base.Engine;

/** How a text of SQL is read: quotes, comments, terminators. */
public enum SqlDialect {
  POSTGRESQL,
  MYSQL,
  MARIADB,
  SQLITE;

  /** The dialect that an engine speaks. */
  public static SqlDialect of(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> POSTGRESQL;
      case MYSQL -> MYSQL;
      case MARIADB -> MARIADB;
      case SQLITE -> SQLITE;
    };
  }

  /** MySQL or MariaDB. */
  public boolean isMySqlFamily() {
    return this == MYSQL || this == MARIADB;
  }
}
