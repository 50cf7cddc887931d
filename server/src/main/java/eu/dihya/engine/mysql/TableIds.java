package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The ids that InnoDB gives tables anew whenever it rebuilds them; to see them needs the {@code
 * PROCESS} privilege. InnoDB knows a database by the name of its directory, in which everything but
 * ASCII letters, digits and the underscore is written in another way.
 */
final class TableIds {
  private static final String SELECT =
      """
      SELECT t.name AS name, t.table_id AS id FROM information_schema.%s t
      WHERE SUBSTRING_INDEX(t.name, '/', 1) %s AND t.name NOT LIKE '%%/dihya\\_%%'
      AND t.name NOT LIKE '%%/#sql%%' AND LOWER(t.name) NOT REGEXP '/fts_[0-9a-f]{16}_'
      ORDER BY t.name\
      """;

  private static final String MARIADB =
      SELECT.formatted(
          "innodb_sys_tables",
          "= CONVERT(CONVERT(CONVERT(? USING filename) USING binary) USING utf8mb4)");

  private static final String MYSQL = SELECT.formatted("innodb_tables", "= ?");

  /** MySQL has no conversion for it, but tells the names of tablespaces as they are. */
  private static final String MYSQL_BY_TABLESPACE =
      SELECT.formatted(
          "innodb_tables",
          """
          IN (SELECT SUBSTRING_INDEX(i.name, '/', 1) FROM information_schema.innodb_tablespaces s
          JOIN information_schema.innodb_tables i ON i.space = s.space
          WHERE SUBSTRING_INDEX(s.name, '/', 1) = ?)\
          """);

  private TableIds() {}

  /** The ids by table; the answer fails with kind PRIVILEGE when this account may not see them. */
  static Answer<SortedMap<String, String>> ask(Session session, String database) {
    Answer<List<Row>> tables = rows(session, database);
    return () -> {
      SortedMap<String, String> ids = new TreeMap<>();
      for (Row table : tables.await()) {
        String name = table.text("name");
        ids.put("id " + name.substring(name.indexOf('/') + 1), table.text("id"));
      }
      return ids;
    };
  }

  private static Answer<List<Row>> rows(Session session, String database) {
    if (session.engine() == Engine.MARIADB) {
      return session.ask(MARIADB, database);
    }
    boolean ascii = database.chars().allMatch(character -> character < 128);
    return ascii
        ? session.ask(MYSQL, directory(database))
        : session.ask(MYSQL_BY_TABLESPACE, database);
  }

  /** The directory of a database with an ASCII name. */
  static String directory(String database) {
    return database
        .chars()
        .mapToObj(
            character ->
                Character.isLetterOrDigit(character) || character == '_'
                    ? String.valueOf((char) character)
                    : "@%04x".formatted(character))
        .collect(Collectors.joining());
  }
}
