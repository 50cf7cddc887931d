package eu.dihya.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The program: measures the rows that are asked for, and writes the table. */
public final class Bench {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Bench() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    List<String> given = List.of(arguments);
    if (given.contains("--help")) {
      OUT.print(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(given);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
      return;
    }
    Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    String table = new Report(measured(options), scaled(options), options, module).text();
    OUT.println();
    OUT.println(table);
    Files.writeString(Files.createDirectories(module.resolve("target")).resolve("bench.md"), table);
    if (options.write() || options.complete()) {
      Page.write(module.resolveSibling("docs").resolve("benchmarks.md"), table);
    }
    // Servers are stopped by what was registered for the end; no thread must keep it from coming.
    System.exit(0);
  }

  private static List<Result> measured(Options options) throws SQLException {
    Rounds rounds = new Rounds(options, OUT);
    List<Result> results = new ArrayList<>();
    for (Row row : options.rows()) {
      switch (row) {
        case POSTGRES_DATABASES, POSTGRES_FAR, POSTGRES_SCHEMAS, MARIADB, MARIADB_FAR, SQLITE ->
            results.add(rounds.migrating(row));
        case NOTHING_DATABASES -> results.add(new Nothing(options, rounds).databases());
        case NOTHING_SCHEMAS -> results.add(new Nothing(options, rounds).schemas());
        case SCALE -> {}
      }
    }
    return results;
  }

  private static List<Scale.Size> scaled(Options options) throws SQLException, IOException {
    return options.rows().contains(Row.SCALE) ? new Scale(options, OUT).sizes() : List.of();
  }
}
