package eu.dihya.engine.mysql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.OpenConnections;
import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.ScratchName;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MySQL and MariaDB. */
public final class MySqlDriver implements EngineDriver {
  /**
   * The server's own limit comes after ours, which can tell a statement that waits for a lock from
   * one that works.
   */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final HostLookup hosts;
  private final OpenConnections connections = new OpenConnections();
  private final MySqlDialect dialect = new MySqlDialect();
  private final MySqlSchemaReader schemaReader = new MySqlSchemaReader();

  /**
   * @param vertx whose event loops carry the connections; it is the caller's to close
   */
  public MySqlDriver(Vertx vertx) {
    this(vertx, HostLookup.ANY);
  }

  /**
   * @param vertx as above
   * @param hosts asked before every connection
   */
  public MySqlDriver(Vertx vertx, HostLookup hosts) {
    this.vertx = vertx;
    this.hosts = hosts;
  }

  @Override
  public Set<Engine> engines() {
    return EnumSet.of(Engine.MYSQL, Engine.MARIADB);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public SchemaReader schemaReader() {
    return schemaReader;
  }

  @Override
  public Session connect(Target target, Optional<Credentials> credentials, SessionOptions options) {
    return connect(target, Login.to(target, hosts, required(target, credentials)), options);
  }

  @Override
  public Target createScratch(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    String name = ScratchName.madeAt(Instant.now());
    try (Session session = connect(beside, credentials, options)) {
      Row defaults =
          session
              .query(
                  "SELECT default_character_set_name AS charset_name, default_collation_name AS"
                      + " collation_name FROM information_schema.schemata WHERE schema_name ="
                      + " DATABASE()")
              .getFirst();
      session.execute(
          "CREATE DATABASE %s CHARACTER SET %s COLLATE %s"
              .formatted(
                  dialect.identifier(name),
                  defaults.text("charset_name"),
                  defaults.text("collation_name")));
    }
    return elsewhere(beside, name);
  }

  private static Target elsewhere(Target beside, String name) {
    return beside.inDatabase(name);
  }

  @Override
  public void dropScratch(
      Target scratch, Optional<Credentials> credentials, SessionOptions options) {
    if (ScratchName.timeOf(scratch.database()).isEmpty()) {
      throw new IllegalArgumentException(
          scratch.address() + " is not a scratch database; it is not dropped");
    }
    Login login = Login.to(scratch, hosts, required(scratch, credentials)).withoutDatabase();
    try (Session session = connect(scratch, login, options)) {
      session.execute("DROP DATABASE IF EXISTS " + dialect.identifier(scratch.database()));
    }
  }

  @Override
  public List<Target> scratches(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    try (Session session = connect(beside, credentials, options)) {
      return session
          .query(
              "SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE"
                  + " 'dihya\\_scratch\\_%'")
          .stream()
          .map(row -> elsewhere(beside, row.text("name")))
          .toList();
    }
  }

  /** Nothing to close: sessions are closed by their owners. */
  @Override
  public void close() {}

  private Session connect(Target target, Login login, SessionOptions options) {
    Wire wire = Wire.open(vertx, login, options.connect(), options.socket());
    try {
      ServerFacts facts = facts(wire);
      facts.require(target.engine(), target.address());
      List<String> notices = prepare(wire, facts.engine(), options);
      Interrupter interrupter = new Interrupter(vertx, login, facts, options.connect());
      return new MySqlSession(
          wire,
          new MySqlSession.Opened(facts, notices),
          interrupter,
          options,
          new MySqlSession.Place(connections, target.server()));
    } catch (MySQLException e) {
      wire.close();
      throw Failures.connecting(e, login);
    } catch (RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  /** Makes the settings, and reads what the server's mean. */
  private static List<String> prepare(Wire wire, Engine engine, SessionOptions options) {
    Outbox outbox = new Outbox(wire::run);
    Answer<List<Row>> limits = outbox.ask(Preflight.query(engine));
    outbox.add(settings(engine, options));
    if (options.readOnly()) {
      outbox.add("SET SESSION TRANSACTION READ ONLY");
    }
    return Preflight.notices(limits.await().getFirst(), engine, options);
  }

  private static ServerFacts facts(Wire wire) {
    try {
      Row row = Rows.of(wire.run(ServerFacts.QUERY_WITH_PROCESS)).getFirst();
      return facts(row, row.number("process") > 0);
    } catch (MySQLException e) {
      return facts(Rows.of(wire.run(ServerFacts.QUERY)).getFirst(), false);
    }
  }

  private static ServerFacts facts(Row row, boolean process) {
    return ServerFacts.of(row.text("version"), row.number("connection"), row.text("name"), process);
  }

  private static String settings(Engine engine, SessionOptions options) {
    long lock = Math.max(1, ceilingSeconds(options.lock()));
    long limit = options.statement().plus(GRACE).toMillis();
    String statement =
        engine == Engine.MARIADB
            ? "max_statement_time = " + limit / 1000 + "." + "%03d".formatted(limit % 1000)
            : "max_execution_time = " + limit;
    return "SET NAMES utf8mb4, time_zone = '+00:00', autocommit = 1, lock_wait_timeout = %d, innodb_lock_wait_timeout = %d, %s"
        .formatted(lock, lock, statement);
  }

  private static long ceilingSeconds(Duration duration) {
    return (duration.toMillis() + 999) / 1000;
  }

  private static Credentials required(Target target, Optional<Credentials> credentials) {
    return credentials.orElseThrow(
        () ->
            new DihyaException(
                ErrorCode.CONFIGURATION,
                target.address() + " has no credentials: name them by reference in the registry"));
  }
}
