package eu.dihya.engine.postgresql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryReader;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.ScratchName;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementProbe;
import eu.dihya.engine.postgresql.IdleConnections.Used;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL. The search path of a session is the target's schema and nothing else, so that a table
 * missing there is never found in another tenant's; a schema that does not exist yet is created by
 * {@code SchemaHistory.prepare()}.
 */
public final class PostgresDriver implements EngineDriver {
  private final Network network;
  private final IdleConnections idle;
  private final PostgresDialect dialect = new PostgresDialect();
  private final PostgresProbe probe = new PostgresProbe();
  private final PostgresSchemaReader schemaReader = new PostgresSchemaReader();

  /**
   * @param vertx whose event loops read the sockets; stays the caller's
   */
  public PostgresDriver(Vertx vertx) {
    this(vertx, HostLookup.ANY);
  }

  /**
   * @param vertx as above
   * @param hosts asked before every connection
   */
  public PostgresDriver(Vertx vertx, HostLookup hosts) {
    this.network = new Network(vertx, hosts);
    this.idle = new IdleConnections(vertx);
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.POSTGRESQL);
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
  public StatementProbe probe() {
    return probe;
  }

  @Override
  public Optional<HistoryReader> historyReader() {
    return Optional.of(new PostgresHistoryReader(network));
  }

  @Override
  public Session connect(Target target, Optional<Credentials> credentials, SessionOptions options) {
    var connector = new PostgresConnector(network, target, credentials, options.connect());
    Optional<Used> waiting = idle.take(connector);
    if (waiting.isPresent()) {
      try {
        return session(connector, waiting.get(), options);
      } catch (SqlFailure e) {
        // It was ended while it waited, or somebody stopped what it was asked. A new one will tell.
      }
    }
    idle.makeRoom(target.server());
    return session(connector, Used.first(connector.open()), options);
  }

  private Session session(PostgresConnector connector, Used used, SessionOptions options) {
    try {
      var session = new PostgresSession(connector, idle, used, options);
      new PoolerCheck(connector, session).refuse(used.connection().processId());
      return session;
    } catch (RuntimeException e) {
      used.connection().close();
      throw e;
    }
  }

  @Override
  public Target createScratch(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    String name = ScratchName.madeAt(Instant.now());
    try (Session session = connect(beside, credentials, options)) {
      session.update("CREATE DATABASE " + PostgresDialect.quoted(name));
    }
    Target scratch = elsewhere(beside, name);
    try (Session session = connect(scratch, credentials, options)) {
      if (scratch.schema().isPresent()) {
        session.update(
            "CREATE SCHEMA IF NOT EXISTS "
                + PostgresDialect.quoted(PostgresDialect.schema(scratch)));
      }
    } catch (SqlFailure e) {
      dropAfter(e, scratch, credentials, options);
      throw e;
    }
    return scratch;
  }

  /**
   * From {@code postgres}, or {@code template1} where that is missing: nobody can drop the database
   * they are in.
   */
  @Override
  public void dropScratch(
      Target scratch, Optional<Credentials> credentials, SessionOptions options) {
    if (!scratch.database().startsWith(ScratchName.PREFIX)) {
      throw new IllegalArgumentException(scratch.address() + " is not a scratch database");
    }
    String drop = "DROP DATABASE IF EXISTS " + PostgresDialect.quoted(scratch.database());
    try (Session session = maintenance(scratch, credentials, options)) {
      endAndDrop(session, drop);
    }
  }

  /**
   * By force a worker of autovacuum would have to be ended, which only a superuser may; without it
   * the server asks the worker to leave, and waits.
   */
  private static void endAndDrop(Session session, String drop) {
    try {
      session.update(drop + " WITH (FORCE)");
    } catch (SqlFailure e) {
      if (e.kind() != SqlFailure.Kind.PRIVILEGE) {
        throw e;
      }
      session.update(drop);
    }
  }

  @Override
  public List<Target> scratches(
      Target beside, Optional<Credentials> credentials, SessionOptions options) {
    try (Session session = connect(beside, credentials, options)) {
      return session
          .query("SELECT datname FROM pg_database WHERE datname LIKE 'dihya\\_scratch\\_%'")
          .stream()
          .map(row -> elsewhere(beside, row.text("datname")))
          .toList();
    }
  }

  @Override
  public void close() {
    // Sessions are closed by those who opened them; the event loops are not ours.
    idle.close();
  }

  private Session maintenance(
      Target target, Optional<Credentials> credentials, SessionOptions options) {
    for (String database : List.of("postgres", "template1")) {
      try {
        return connect(elsewhere(target, database), credentials, options);
      } catch (SqlFailure e) {
        if (e.kind() != SqlFailure.Kind.NO_SUCH_DATABASE) {
          throw e;
        }
      }
    }
    throw new SqlFailure(
        SqlFailure.Kind.NO_SUCH_DATABASE,
        target.server()
            + " has neither a database postgres nor template1 to drop a scratch database from",
        null,
        0,
        null);
  }

  private void dropAfter(
      SqlFailure failure,
      Target scratch,
      Optional<Credentials> credentials,
      SessionOptions options) {
    try {
      dropScratch(scratch, credentials, options);
    } catch (SqlFailure e) {
      failure.addSuppressed(e);
    }
  }

  private static Target elsewhere(Target target, String database) {
    return target.inDatabase(database);
  }
}
