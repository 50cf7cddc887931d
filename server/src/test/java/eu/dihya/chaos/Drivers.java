package eu.dihya.chaos;

import eu.dihya.base.Engine;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.engine.sqlite.SqliteDriver;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product's drivers, each made when it is first asked for. Thread-safe. */
final class Drivers implements AutoCloseable {
  private final Map<Engine, EngineDriver> made = new EnumMap<>(Engine.class);
  private final List<String> first;
  private @Nullable Vertx vertx;

  Drivers() {
    this(List.of());
  }

  private Drivers(List<String> first) {
    this.first = first;
  }

  /** Others, whose sessions begin with a statement of ours. */
  Drivers preparing(String statement) {
    return new Drivers(List.of(statement));
  }

  List<String> first() {
    return first;
  }

  synchronized EngineDriver of(Engine engine) {
    return made.computeIfAbsent(
        engine,
        wanted ->
            switch (wanted) {
              case SQLITE -> new SqliteDriver(4);
              case POSTGRESQL -> new PostgresDriver(vertx());
              case MYSQL, MARIADB -> new MySqlDriver(vertx());
            });
  }

  private Vertx vertx() {
    Vertx running = vertx;
    if (running == null) {
      running = Vertx.vertx();
      vertx = running;
    }
    return running;
  }

  @Override
  public synchronized void close() {
    made.values().forEach(EngineDriver::close);
    if (vertx != null) {
      vertx.close().await();
    }
  }
}
