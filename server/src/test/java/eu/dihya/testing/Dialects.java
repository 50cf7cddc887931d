package eu.dihya.testing;

import eu.dihya.base.Engine;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.engine.sqlite.SqliteDriver;
import io.vertx.core.Vertx;
import java.util.List;

/** The dialects of the real adapters, for tests that need no server. */
public final class Dialects {
  private static final Vertx VERTX = Vertx.vertx();
  private static final List<EngineDriver> DRIVERS =
      List.of(new PostgresDriver(VERTX), new MySqlDriver(VERTX), new SqliteDriver(1));

  private Dialects() {}

  public static Dialect of(Engine engine) {
    return DRIVERS.stream()
        .filter(driver -> driver.engines().contains(engine))
        .findFirst()
        .orElseThrow()
        .dialect();
  }
}
