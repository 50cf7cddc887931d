package eu.dihya.engine.postgresql;

import eu.dihya.engine.HistoryReader;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetHistory;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import io.vertx.pgclient.PgConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Histories of one database, or of schemas of one database, over one connection. */
record PostgresHistoryReader(Network network) implements HistoryReader {

  /**
   * A pooler needs more questions before it is trusted than are saved here, so whoever stands
   * behind one is left to a session of their own.
   */
  @Override
  public Map<Target, TargetHistory> read(
      List<Target> targets, Optional<Credentials> credentials, SessionOptions options) {
    Target first = targets.getFirst();
    if (first.sessionPooler()) {
      return Map.of();
    }
    var connector = new PostgresConnector(network, first, credentials, options.connect());
    PgConnection connection = connector.open();
    try (Questions questions = new Questions(connection, options)) {
      List<String> schemas = targets.stream().map(PostgresDialect::schema).distinct().toList();
      Map<String, TargetHistory> found = new SchemaHistories(questions).of(schemas);
      Map<Target, TargetHistory> read = new HashMap<>();
      for (Target target : targets) {
        TargetHistory history = found.get(PostgresDialect.schema(target));
        if (history != null) {
          read.put(target, history);
        }
      }
      return read;
    }
  }
}
