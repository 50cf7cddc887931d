package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.TenantScope;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The database that holds what the product knows, in SQLite or PostgreSQL. Thread-safe. */
public final class ControlStore implements AutoCloseable {
  private final StoreDialect dialect;
  private final Transactions transactions;

  private ControlStore(StoreDialect dialect, Transactions transactions) {
    this.dialect = dialect;
    this.transactions = transactions;
  }

  /**
   * Opens the store in a SQLite file, making it and bringing it to this version's schema where
   * needed.
   *
   * @throws DihyaException CONFIGURATION when it was written by a newer version, cannot be opened
   *     or is damaged
   */
  public static ControlStore open(Path file) {
    SqliteDialect dialect = new SqliteDialect();
    return new ControlStore(dialect, SqliteOpening.open(file, dialect));
  }

  /**
   * Opens the store in a PostgreSQL database, as above, and keeps other servers out of it until it
   * is closed.
   *
   * @throws DihyaException CONFIGURATION when it was written by a newer version, cannot be opened
   *     or is another server's; UNREACHABLE when the database does not answer
   */
  public static ControlStore open(PostgresPlace place) {
    StoreDialect dialect = new PostgresDialect();
    return new ControlStore(dialect, new PostgresOpening(place, dialect).open());
  }

  /** Where the dialects' words stand in for {@code <tenantsOfScope>} in what is executed. */
  static Jdbi jdbi(DataSource source, StoreDialect dialect) {
    Jdbi jdbi = Jdbi.create(source);
    jdbi.define("tenantsOfScope", dialect.tenantsOfScope());
    return jdbi;
  }

  /**
   * Runs the body, wholly or not at all, and waits until that is on the disk. The body changes
   * nothing but the store, because it may be run again.
   */
  <T> T call(Function<Handle, T> body) {
    return transactions.call(body);
  }

  /**
   * The same for a body that changes what is also held in memory: it does not return before it is
   * known whether that was kept, however long the store is away, unless the server is closing.
   */
  <T> T callUntilKnown(Function<Handle, T> body) {
    return transactions.callUntilKnown(body);
  }

  /**
   * As {@link #call(Function)} for a body that only reads, and that sees no more than the scope's
   * tenants.
   */
  <T> T call(TenantScope scope, Function<Handle, T> body) {
    return call(
        handle -> {
          dialect.narrow(handle, scope);
          return body.apply(handle);
        });
  }

  /** Runs the body, wholly or not at all, and waits until that is on the disk. */
  void run(Consumer<Handle> body) {
    call(given(body));
  }

  /** The same as {@link #callUntilKnown}. */
  void runUntilKnown(Consumer<Handle> body) {
    callUntilKnown(given(body));
  }

  private static Function<Handle, Boolean> given(Consumer<Handle> body) {
    return handle -> {
      body.accept(handle);
      return true;
    };
  }

  /** The database's own findings; a sound one says {@code ok} alone. */
  public List<String> integrityCheck() {
    return findings(transactions, dialect::integrityCheck);
  }

  /** Damage can also keep the check itself from going on. */
  static List<String> findings(Transactions transactions, Function<Handle, List<String>> check) {
    try {
      return transactions.call(check);
    } catch (DihyaException e) {
      return List.of(e.text());
    }
  }

  /** Rows that refer to something that is not there. */
  public int brokenReferences() {
    return call(dialect::brokenReferences);
  }

  public int schemaVersion() {
    return call(dialect::version);
  }

  /**
   * Says, before all else that ends a server, that nobody is to wait any longer for a store that is
   * away. The store goes on working.
   */
  public void closing() {
    transactions.closing();
  }

  @Override
  public void close() {
    transactions.close();
  }
}
