package eu.dihya.chaos;

import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import java.util.ArrayList;
import java.util.List;

/** What nobody should find in a target when all is over, and whether the engine calls it whole. */
final class Leftovers {
  private static final String UNFINISHED =
      """
      SELECT 'invalid index ' || c.relname AS found
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid
      UNION ALL SELECT 'half detached ' || inhrelid::regclass FROM pg_inherits WHERE inhdetachpending\
      """;
  private static final String POSTGRESQL =
      UNFINISHED
          + """

          UNION ALL SELECT 'index ' || relname FROM pg_class WHERE relname ~ '_cc(new|old)[0-9]*$'
          UNION ALL SELECT 'temporary ' || relname FROM pg_class WHERE relpersistence = 't'
          UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()
          UNION ALL SELECT 'replication slot ' || slot_name FROM pg_replication_slots WHERE database = current_database()\
          """;
  private static final String MYSQL =
      """
      SELECT CONCAT('table ', name) AS found FROM information_schema.%s
      WHERE name LIKE CONCAT(DATABASE(), '/#sql%%')\
      """;

  private Leftovers() {}

  /** Connections of others to the target, which take a moment to go. */
  static List<String> connections(Session session) {
    return switch (session.engine()) {
      case POSTGRESQL ->
          found(
              session,
              "SELECT 'connection ' || pid AS found FROM pg_stat_activity"
                  + " WHERE datname = current_database() AND backend_type = 'client backend'"
                  + " AND pid <> pg_backend_pid()");
      case MARIADB, MYSQL ->
          found(
              session,
              "SELECT CONCAT('connection ', id) AS found FROM information_schema.processlist"
                  + " WHERE db = DATABASE() AND id <> CONNECTION_ID()");
      case SQLITE -> List.of();
    };
  }

  /** In words; empty when there is nothing. */
  static List<String> of(Session session) {
    return switch (session.engine()) {
      case POSTGRESQL -> found(session, POSTGRESQL);
      case MARIADB -> whole(session, found(session, MYSQL.formatted("innodb_sys_tables")));
      case MYSQL -> whole(session, found(session, MYSQL.formatted("innodb_tables")));
      case SQLITE -> sqlite(session);
    };
  }

  /** What a statement that could not be in a transaction has left half done. */
  static List<String> unfinished(Session session) {
    return switch (session.engine()) {
      case POSTGRESQL -> found(session, UNFINISHED);
      case MARIADB, MYSQL, SQLITE -> List.of();
    };
  }

  private static List<String> found(Session session, String sql) {
    return session.query(sql).stream().map(row -> row.text("found")).toList();
  }

  private static List<String> whole(Session session, List<String> left) {
    List<String> all = new ArrayList<>(left);
    List<String> tables =
        found(
            session,
            "SELECT table_name AS found FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'");
    for (String table : tables) {
      session.query("CHECK TABLE `" + table + "`").stream()
          .map(Row::values)
          .filter(row -> !"OK".equals(row.get("msg_text")))
          .forEach(row -> all.add("check: " + row));
    }
    return all;
  }

  private static List<String> sqlite(Session session) {
    List<String> all = new ArrayList<>();
    session.query("PRAGMA integrity_check").stream()
        .map(row -> row.text("integrity_check"))
        .filter(answer -> !answer.equals("ok"))
        .forEach(all::add);
    session.query("PRAGMA foreign_key_check").forEach(row -> all.add("orphan: " + row.values()));
    return all;
  }
}
