package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Classified;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.Tables;
import eu.dihya.sql.Statement;
import eu.dihya.tenants.Target;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How MySQL and MariaDB write what we have to say. Correct under every {@code sql_mode}. */
public final class MySqlDialect implements Dialect {
  private static final String STORED =
      " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

  @Override
  public String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /**
   * Whether a backslash escapes depends on {@code sql_mode}, which a migration may change; so a
   * text with one is written in hexadecimal, which is a string in expressions but not where the
   * grammar wants a plain literal ({@code COMMENT}).
   */
  @Override
  public String literal(String text) {
    if (text.indexOf('\\') >= 0 || text.indexOf('\0') >= 0) {
      return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public String table(Target target, String name) {
    return identifier(target.database()) + "." + identifier(name);
  }

  @Override
  public List<String> createTables(Target target) {
    return List.of(history(target), fence(target), instance(target));
  }

  @Override
  public Classified classify(
      Statement statement, boolean transactional, Capabilities capabilities) {
    return MySqlClasses.of(statement, capabilities);
  }

  @Override
  public String now() {
    return "UTC_TIMESTAMP(6)";
  }

  /** Understood by both families, unlike {@code FOR SHARE}. */
  @Override
  public String lockRows() {
    return "LOCK IN SHARE MODE";
  }

  /**
   * Fails because a subquery has two rows, which no {@code sql_mode} forgives; a missing row of the
   * fence counts as another's.
   */
  @Override
  public Optional<String> failsUnlessOwned(Target target) {
    return Optional.of(
        "SELECT (SELECT 1 UNION ALL SELECT 2 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM %s WHERE"
                .formatted(table(target, Tables.FENCE))
            + " `epoch` = ? LOCK IN SHARE MODE)) AS owned");
  }

  /** {@code VALUES()} is what both families understand. */
  @Override
  public String orReplace(List<String> key, List<String> changed) {
    return " ON DUPLICATE KEY UPDATE "
        + changed.stream()
            .map(this::identifier)
            .map(column -> "%s = VALUES(%s)".formatted(column, column))
            .collect(Collectors.joining(", "));
  }

  @Override
  public List<String> atomicParts(String sql, Engine engine) {
    return MySqlAtomicity.parts(sql, engine);
  }

  private String history(Target target) {
    return """
    CREATE TABLE IF NOT EXISTS %s (
      `id` BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      `stream` VARCHAR(128) NOT NULL,
      `version` VARCHAR(255) NOT NULL,
      `description` VARCHAR(1000) NOT NULL,
      `kind` VARCHAR(16) NOT NULL,
      `raw_checksum` VARCHAR(128) NOT NULL,
      `token_checksum` VARCHAR(128) NOT NULL,
      `placeholder_digest` VARCHAR(128) NOT NULL,
      `release` VARCHAR(255) NOT NULL,
      `rollout` VARCHAR(100) NOT NULL,
      `shape_after` VARCHAR(128) NULL,
      `epoch` BIGINT NOT NULL,
      `actor` VARCHAR(100) NOT NULL,
      `tool_version` VARCHAR(100) NOT NULL,
      `started_at` DATETIME(6) NOT NULL,
      `finished_at` DATETIME(6) NOT NULL,
      `head` VARCHAR(255) NULL)\
    """
            .formatted(table(target, Tables.HISTORY))
        + STORED;
  }

  @Override
  public String existence(Target target, String name) {
    return "SELECT 1 FROM information_schema.tables WHERE table_schema = %s AND table_name = %s"
        .formatted(literal(target.database()), literal(name));
  }

  @Override
  public String createJournal(Target target) {
    return """
    CREATE TABLE IF NOT EXISTS %s (
      `id` BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      `run` VARCHAR(100) NOT NULL,
      `stream` VARCHAR(128) NOT NULL,
      `version` VARCHAR(255) NOT NULL,
      `kind` VARCHAR(16) NOT NULL,
      `statement` INT NOT NULL,
      `sha256` VARCHAR(64) NOT NULL,
      `class` VARCHAR(16) NOT NULL,
      `state` VARCHAR(16) NOT NULL,
      `witness_before` VARCHAR(255) NOT NULL,
      `shape_expected` VARCHAR(128) NULL,
      `epoch` BIGINT NOT NULL,
      `connection` VARCHAR(100) NOT NULL,
      `actor` VARCHAR(100) NOT NULL,
      `at` DATETIME(6) NOT NULL,
      UNIQUE KEY `entry` (`run`, `stream`, `version`, `kind`, `statement`))\
    """
            .formatted(table(target, Tables.JOURNAL))
        + STORED;
  }

  private String fence(Target target) {
    return "CREATE TABLE IF NOT EXISTS %s (`only` TINYINT NOT NULL DEFAULT 1 PRIMARY KEY, `epoch` BIGINT NOT NULL)"
            .formatted(table(target, Tables.FENCE))
        + STORED;
  }

  private String instance(Target target) {
    return "CREATE TABLE IF NOT EXISTS %s (`only` TINYINT NOT NULL DEFAULT 1 PRIMARY KEY, `uuid` CHAR(36) NOT NULL)"
            .formatted(table(target, Tables.INSTANCE))
        + STORED;
  }
}
