package eu.dihya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a control store on PostgreSQL: takes it, brings its tables up, and then lets many in. */
final class PostgresOpening {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresOpening.class);
  private static final int CONNECTIONS = 10;
  private static final int IDLE = 2;

  private final PostgresPlace place;
  private final StoreDialect dialect;
  private final OneServer owner;

  PostgresOpening(PostgresPlace place, StoreDialect dialect) {
    this.place = place;
    this.dialect = dialect;
    this.owner = new OneServer(place);
  }

  /**
   * The store's transactions, with its tables at this version.
   *
   * @throws DihyaException CONFIGURATION for what an operator has to set right, UNREACHABLE when
   *     the server does not answer
   */
  Transactions open() {
    Connection first = connect();
    try {
      owner.takeAlone(first);
      Jdbi.create(first).useTransaction(this::bringUp);
      long epoch = owner.begin(first, place.server());
      owner.share(first);
      OwnConnections own = place.setUp(new OwnConnections(owner, epoch));
      HikariDataSource pool = pool(own);
      return new ManyConnections(
          ControlStore.jdbi(pool, dialect),
          error -> StoreErrors.of(own.lost().orElse(error), place.shown()),
          place.patienceWithACommit(),
          () -> {
            pool.close();
            close(first);
          });
    } catch (SQLException | RuntimeException e) {
      close(first);
      throw refused(e);
    }
  }

  private Connection connect() {
    try {
      return place.setUp(new PGSimpleDataSource()).getConnection();
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private void bringUp(Handle handle) {
    boolean there =
        handle
            .createQuery("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = :schema)")
            .bind("schema", place.schema())
            .mapTo(Boolean.class)
            .one();
    if (!there) {
      handle.execute("CREATE SCHEMA \"" + place.schema() + "\"");
    }
    handle.execute(
        "CREATE TABLE IF NOT EXISTS store (version INTEGER NOT NULL, epoch BIGINT NOT NULL, server"
            + " TEXT, since TEXT)");
    handle.execute(
        "INSERT INTO store (version, epoch) SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM store)");
    ScopedRole.ensure(handle, place.credentials().user());
    new StoreSchema(handle, dialect, place.shown()).bringUp();
  }

  private HikariDataSource pool(OwnConnections own) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(own);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(IDLE);
    config.setConnectionTimeout(place.patience().toMillis());
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setPoolName("control-store");
    return new HikariDataSource(config);
  }

  private DihyaException refused(Exception error) {
    if (error instanceof DihyaException known) {
      return known;
    }
    return new DihyaException(
        StoreErrors.away(error) ? ErrorCode.UNREACHABLE : ErrorCode.CONFIGURATION,
        "cannot open the control store "
            + place.shown()
            + ": "
            + StoreErrors.rootMessage(error)
            + "; check 'store' and 'storeCredentials', and the rights of "
            + place.credentials().user(),
        error);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("a connection to the control store did not close: {}", e.getMessage());
    }
  }
}
