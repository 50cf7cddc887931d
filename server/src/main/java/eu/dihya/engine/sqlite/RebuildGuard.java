package eu.dihya.engine.sqlite;

import eu.dihya.engine.Row;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementHead;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Watches one transaction for rows that vanish without a word. SQLite changes a table by building
 * it anew; rows that the copy forgets, or children that go with their parent, are reported by
 * nobody. So a table that is dropped or renamed is counted just before, with its children, and must
 * not have shrunk at the commit unless a statement deleted from it.
 */
final class RebuildGuard {
  private static final String NAME =
      "(?:main \\. )?(\"(?:[^\"]|\"\")+\"|\\[[^\\]]+\\]|`[^`]+`|'[^']+'|[\\w$]+)";
  private static final Pattern DROP = Pattern.compile("(?i)^DROP TABLE (?:IF EXISTS )?" + NAME);
  private static final Pattern RENAME =
      Pattern.compile("(?i)^ALTER TABLE " + NAME + " RENAME TO " + NAME);
  private static final Pattern DELETE =
      Pattern.compile("(?i)\\b(?:DELETE FROM|REPLACE INTO|UPDATE OR REPLACE) " + NAME);

  private static final String CHILDREN =
      """
      SELECT DISTINCT m.name FROM main.sqlite_master m, pragma_foreign_key_list(m.name) f
      WHERE m.type = 'table' AND f."table" = ? COLLATE NOCASE\
      """;
  private static final String VIOLATIONS =
      """
      SELECT "table" AS child, "parent" AS parent, count(*) AS violations
      FROM pragma_foreign_key_check GROUP BY 1, 2\
      """;

  /** Asks the transaction's connection, on the thread on which it may be asked. */
  interface Question {
    List<Row> ask(String sql, @Nullable Object... arguments) throws SQLException;
  }

  private final Question question;
  private final Map<String, Long> violationsBefore;
  private final Map<String, Long> rowsBefore = new HashMap<>();
  private final Set<String> deletedFrom = new HashSet<>();

  /**
   * To be made before the transaction's first statement of a migration.
   *
   * @param violationsBefore what an earlier guard found at the end, when nobody has written since;
   *     null to look for it
   */
  RebuildGuard(Question question, @Nullable Map<String, Long> violationsBefore)
      throws SQLException {
    this.question = question;
    this.violationsBefore = violationsBefore == null ? violations() : violationsBefore;
  }

  /** Looks at a statement that is about to run. */
  void before(String sql) throws SQLException {
    String text = SqliteText.spaced(sql);
    Matcher drop = DROP.matcher(text);
    Matcher rename = RENAME.matcher(text);
    if (drop.find()) {
      countWithChildren(SqliteText.name(drop.group(1)));
    } else if (rename.find()) {
      countWithChildren(SqliteText.name(rename.group(1)));
      if (deletedFrom.contains(SqliteText.name(rename.group(1)))) {
        deletedFrom.add(SqliteText.name(rename.group(2)));
      }
    } else if (!StatementHead.words(text, 1).equals("CREATE")) {
      DELETE
          .matcher(text)
          .results()
          .map(match -> SqliteText.name(match.group(1)))
          .forEach(deletedFrom::add);
    }
  }

  /** Lets rows of a table go; its name in lower case. */
  void release(String table) {
    deletedFrom.add(table);
  }

  /**
   * Checks the transaction just before its commit.
   *
   * @return the foreign keys that are violated, with the number of rows
   * @throws SqlFailure kind CONSTRAINT when rows were lost or a foreign key is newly violated
   */
  Map<String, Long> check() throws SQLException {
    var faults = new ArrayList<String>();
    for (Map.Entry<String, Long> counted : rowsBefore.entrySet()) {
      String table = counted.getKey();
      if (!deletedFrom.contains(table) && exists(table)) {
        long after = count(table);
        if (after < counted.getValue()) {
          faults.add(
              "table %s would shrink from %d rows to %d"
                  .formatted(table, counted.getValue(), after));
        }
      }
    }
    Map<String, Long> violations = violations();
    violations.forEach(
        (key, number) -> {
          if (number > violationsBefore.getOrDefault(key, 0L)) {
            faults.add("%d rows of %s would point to no row".formatted(number, key));
          }
        });
    if (!faults.isEmpty()) {
      throw new SqlFailure(
          SqlFailure.Kind.CONSTRAINT,
          String.join("; ", faults)
              + ". Nothing was changed. If the rows are to go, delete them with a DELETE of their"
              + " own",
          null,
          0,
          null);
    }
    return violations;
  }

  private void countWithChildren(String table) throws SQLException {
    countOnce(table);
    for (Row row : question.ask(CHILDREN, table)) {
      countOnce(row.text("name").toLowerCase(Locale.ROOT));
    }
  }

  private void countOnce(String table) throws SQLException {
    if (!rowsBefore.containsKey(table) && exists(table)) {
      rowsBefore.put(table, count(table));
    }
  }

  private boolean exists(String table) throws SQLException {
    String sql =
        "SELECT 1 AS one FROM main.sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE";
    return !question.ask(sql, table).isEmpty();
  }

  private long count(String table) throws SQLException {
    String sql = "SELECT count(*) AS n FROM main.\"" + table.replace("\"", "\"\"") + "\"";
    return question.ask(sql).getFirst().number("n");
  }

  private Map<String, Long> violations() throws SQLException {
    var found = new HashMap<String, Long>();
    List<Row> rows = question.ask(VIOLATIONS);
    rows.forEach(
        row -> found.put(row.text("child") + " → " + row.text("parent"), row.number("violations")));
    return found;
  }
}
