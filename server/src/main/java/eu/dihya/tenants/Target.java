package eu.dihya.tenants;

import eu.dihya.base.Engine;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database or schema that holds a tenant's data.
 *
 * @param host host of the server; empty for SQLite
 * @param port port of the server; 0 for SQLite
 * @param database name of the database; for SQLite the absolute path of the file
 * @param schema PostgreSQL schema for schema-per-tenant; empty means {@code public}
 * @param credentials where user and password are found; empty for SQLite
 * @param sessionPooler whether a pooler in session mode stands between, declared by the operator
 * @param encryption what was said about it; see {@link #tls()}
 */
public record Target(
    Engine engine,
    String host,
    int port,
    String database,
    Optional<String> schema,
    Optional<SecretRef> credentials,
    boolean sessionPooler,
    Optional<Tls> encryption) {
  /** A target of which nothing is said about encryption. */
  public Target(
      Engine engine,
      String host,
      int port,
      String database,
      Optional<String> schema,
      Optional<SecretRef> credentials,
      boolean sessionPooler) {
    this(engine, host, port, database, schema, credentials, sessionPooler, Optional.empty());
  }

  /**
   * Reads an address as registry files have it.
   *
   * @param workspace what paths in it are relative to
   * @throws IllegalArgumentException with a reason that never holds what was written, because it
   *     may hold a password
   */
  public static Target parse(String text, Optional<SecretRef> credentials, Path workspace) {
    TargetAddress address = TargetAddress.parse(text, workspace);
    return new Target(
        address.engine(),
        address.host(),
        address.port(),
        address.database(),
        address.parameters().schema(),
        credentials,
        false,
        address.parameters().tls());
  }

  /** Another database of the same server, reached in the same way. */
  public Target inDatabase(String other) {
    return new Target(engine, host, port, other, schema, credentials, sessionPooler, encryption);
  }

  /** The same database without what tells its schemas apart. */
  public Target withoutSchema() {
    return new Target(
        engine, host, port, database, Optional.empty(), credentials, sessionPooler, encryption);
  }

  /** How connections are encrypted. */
  public Tls tls() {
    return encryption.orElse(Tls.PREFERRED);
  }

  /**
   * The database server behind the target, which has a concurrency budget of its own: {@code
   * mariadb://db2:3306}.
   */
  public String server() {
    return engine == Engine.SQLITE ? "sqlite" : engine.code() + "://" + host + ":" + port;
  }

  /** The address as the page shows it: with what was said about encryption. */
  public String shownAddress() {
    return address()
        + encryption
            .map(said -> (schema.isPresent() ? "&" : "?") + "tls=" + said.mode().code())
            .orElse("");
  }

  /**
   * The address for people and logs, never with user or password. Two targets with the same one are
   * the same.
   */
  public String address() {
    if (engine == Engine.SQLITE) {
      return "sqlite:" + database;
    }
    return server() + "/" + database + schema.map(name -> "?schema=" + name).orElse("");
  }
}
