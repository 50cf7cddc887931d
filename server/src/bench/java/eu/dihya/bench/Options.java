package eu.dihya.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param scale what the sizes are multiplied with
 * @param width how many targets at once
 * @param profile whether to print where Dihya's time goes
 * @param write whether the table in docs/ is replaced, also when not everything was measured
 */
record Options(
    List<Row> rows,
    int rounds,
    double scale,
    int width,
    boolean profile,
    boolean write,
    boolean alone) {
  static final String USAGE =
      """
      usage: ./dihya bench fleet [--rows a,b] [--rounds N] [--scale F] [--width N] [--profile] [--alone] [--write]

        --rows     %s
                   (default: all)
        --rounds   how often each row is measured (default 3)
        --scale    0.2 for a fifth of the targets, for a quick look (default 1)
        --width    how many targets at once (default 4)
        --profile  print where the time of each Dihya run goes; this costs some time itself
        --alone    run Dihya and not the others, to profile it; the ratios then say nothing
        --write    put the table into docs/benchmarks.md; done without being asked when all rows are
                   measured at full size in at least three rounds

      Measures Dihya beside Flyway and beside the plain driver, in turns, on servers of its own.
      The table is in server/target/bench.md.
      """
          .formatted(String.join(", ", Arrays.stream(Row.values()).map(Row::code).toList()));

  /**
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static Options parse(List<String> arguments) {
    Options options = new Options(List.of(Row.values()), 3, 1, 4, false, false, false);
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      options =
          switch (name) {
            case "--profile" -> options.with(true, options.write, options.alone);
            case "--write" -> options.with(options.profile, true, options.alone);
            case "--alone" -> options.with(options.profile, options.write, true);
            case "--rows", "--rounds", "--scale", "--width" -> {
              i++;
              if (i == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
              }
              yield options.with(name, arguments.get(i));
            }
            default -> throw new IllegalArgumentException("no such option: " + name);
          };
    }
    return options;
  }

  /** How many targets a row has. */
  int targets(Row row) {
    return Math.max(width, (int) Math.round(row.targets() * scale));
  }

  /** Whether all was measured as the table is meant to be. */
  boolean complete() {
    return rows.size() == Row.values().length && scale >= 1 && rounds >= 3 && !profile && !alone;
  }

  private Options with(boolean newProfile, boolean newWrite, boolean newAlone) {
    return new Options(rows, rounds, scale, width, newProfile, newWrite, newAlone);
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rows" -> new Options(rows(value), rounds, scale, width, profile, write, alone);
      case "--rounds" -> new Options(rows, positive(value), scale, width, profile, write, alone);
      case "--width" -> new Options(rows, rounds, scale, positive(value), profile, write, alone);
      default -> new Options(rows, rounds, Double.parseDouble(value), width, profile, write, alone);
    };
  }

  private static List<Row> rows(String value) {
    return Arrays.stream(value.split(","))
        .map(
            code ->
                Row.of(code)
                    .orElseThrow(() -> new IllegalArgumentException("no such row: " + code)))
        .toList();
  }

  private static int positive(String value) {
    int number = Integer.parseInt(value);
    if (number < 1) {
      throw new IllegalArgumentException(value + " is not at least 1");
    }
    return number;
  }
}
