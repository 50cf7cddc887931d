package eu.dihya.bench;

import eu.dihya.bench.Sites.Layout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The table as it stands in docs/benchmarks.md. */
record Report(List<Result> results, List<Scale.Size> sizes, Options options, Path module) {
  private static final List<String> SAFETY =
      List.of(
          "every target is observed (history, schema) before the plan and again after the run",
          "session lock, fence and epoch on each target; the fence is read in each transaction",
          "the history row is in the migration's transaction; where the engine commits by itself, a"
              + " journal: intent, statement, done",
          "the schema is compared, before the last migration is recorded, with the one that a"
              + " scratch database gave; a run counts here only when all targets were verified",
          "copied tables are counted before the old one goes; on SQLite rows and foreign keys are"
              + " guarded in each transaction, `synchronous=FULL`",
          "lock, statement, connect and socket timeouts",
          "plan, rollout, every run, every attempt, audit entries and logs are written to the"
              + " control store (SQLite, WAL, `synchronous=FULL`) as they happen");

  String text() throws SQLException {
    StringBuilder text = new StringBuilder();
    if (!results.isEmpty()) {
      text.append(table(results));
    }
    if (!sizes.isEmpty()) {
      text.append(scale(sizes));
    }
    text.append(conditions());
    return text.toString();
  }

  static String table(List<Result> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | row | | tenants | Dihya, tenants/s | Flyway, tenants/s | floor, tenants/s | Dihya / Flyway | goal | Dihya / floor | goal |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """);
    for (Result result : results) {
      Row row = result.row();
      String note = result.note().isEmpty() ? "" : " (" + result.note() + ")";
      text.append(
          "| `%s` | %s%s | %d | %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  row.code(),
                  row.title(),
                  note,
                  result.targets(),
                  result.dihya().text(),
                  result.flyway().text(),
                  result.floor().text(),
                  result.overFlyway().text(),
                  goal(row.overFlyway(), result.overFlyway()),
                  result.overFloor().text(),
                  goal(row.overFloor(), result.overFloor())));
    }
    return text.append('\n').toString();
  }

  private static String goal(double wanted, Spread reached) {
    return wanted == 0
        ? "–"
        : "%s, %s"
            .formatted(
                String.format(Locale.ROOT, wanted >= 10 ? "%.0f" : "%.2f", wanted),
                reached.median() >= wanted ? "reached" : "missed");
  }

  static String scale(List<Scale.Size> sizes) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | schemas in one database, all up to date | observe and plan, ms for each | heap after it, MB | most heap, MB |
        | ---: | ---: | ---: | ---: |
        """);
    for (Scale.Size size : sizes) {
      text.append(
          size.millis() < 0
              ? "| %d | %s | | |%n".formatted(size.targets(), size.note())
              : String.format(
                  Locale.ROOT,
                  "| %d | %.2f | %d | %d |%n",
                  size.targets(),
                  size.millis(),
                  size.heapAfter(),
                  size.heapMost()));
    }
    return text.append(
            "%nIn a process of its own with a heap of %d MB.%n%n".formatted(Scale.MEGABYTES))
        .toString();
  }

  private String conditions() throws SQLException {
    StringBuilder text = new StringBuilder();
    text.append(
        "Medians of %d %s, with the range; %d targets at once. Measured in turns, forwards and then backwards.%n%n"
            .formatted(
                options.rounds(), options.rounds() == 1 ? "round" : "rounds", options.width()));
    text.append("- Machine: ").append(Machine.text()).append(", servers on the same machine.\n");
    durability().forEach(line -> text.append("- ").append(line).append('\n'));
    text.append("- Flyway ").append(Machine.flyway()).append(".\n");
    text.append(
        "- Commit %s, %s.%n%n".formatted(Machine.commit(module), LocalDate.now(ZoneOffset.UTC)));
    text.append("On in Dihya, nothing switched off:\n\n");
    SAFETY.forEach(step -> text.append("- ").append(step).append('\n'));
    return text.toString();
  }

  /** What the servers themselves say, for a server that does not write is quick. */
  private List<String> durability() throws SQLException {
    TreeSet<String> lines = new TreeSet<>();
    for (Row row : options.rows()) {
      lines.add(durability(new Sites(row.layout()), row.layout()));
    }
    return List.copyOf(lines);
  }

  private static String durability(Sites sites, Layout layout) throws SQLException {
    return switch (layout) {
      case POSTGRES_DATABASES, POSTGRES_SCHEMAS ->
          "PostgreSQL %s: `fsync=%s`, `synchronous_commit=%s`, `full_page_writes=%s`, `shared_buffers=%s`."
              .formatted(
                  sites.ask("SHOW server_version"),
                  sites.ask("SHOW fsync"),
                  sites.ask("SHOW synchronous_commit"),
                  sites.ask("SHOW full_page_writes"),
                  sites.ask("SHOW shared_buffers"));
      case MARIADB_DATABASES ->
          "MariaDB %s: `innodb_flush_log_at_trx_commit=%s`, `innodb_doublewrite=%s`, binary log %s."
              .formatted(
                  sites.ask("SELECT version()"),
                  sites.ask("SELECT @@innodb_flush_log_at_trx_commit"),
                  sites.ask("SELECT @@innodb_doublewrite"),
                  sites.ask("SELECT IF(@@log_bin, 'on', 'off')"));
      case SQLITE_FILES ->
          "SQLite %s: `synchronous=%s` (2 is FULL) and `journal_mode=%s` for Flyway and the floor, which take the driver's defaults; FULL and the file's own mode for Dihya."
              .formatted(
                  sqlite("SELECT sqlite_version()"),
                  sqlite("PRAGMA synchronous"),
                  sqlite("PRAGMA journal_mode"));
    };
  }

  private static String sqlite(String question) throws SQLException {
    Path file = eu.dihya.testing.TestServers.sqliteFile();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
