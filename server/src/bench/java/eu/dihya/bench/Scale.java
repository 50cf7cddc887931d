package eu.dihya.bench;

import eu.dihya.base.Engine;
import eu.dihya.bench.Sites.Layout;
import eu.dihya.tenants.Credentials;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the time for each target grows with their number, in a process with little memory. */
final class Scale {
  static final int MEGABYTES = 256;
  private static final List<Double> SHARES = List.of(0.01, 0.1, 1.0);
  private static final double LONGEST_SECONDS = 900;

  private final Options options;
  private final PrintStream out;

  Scale(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * @param millis for each target; negative when it was left out
   * @param heapAfter used after a collection at the end, in megabytes
   * @param heapMost the most that was ever used, garbage included, in megabytes
   */
  record Size(int targets, double millis, long heapAfter, long heapMost, String note) {}

  /** Measures each size in one database, which grows. */
  List<Size> sizes() throws SQLException, IOException {
    Sites sites = new Sites(Layout.POSTGRES_SCHEMAS);
    int most = options.targets(Row.SCALE);
    List<Place> places = sites.make(most);
    List<Size> sizes = new ArrayList<>();
    try (DihyaRun dihya = new DihyaRun(sites.engine(), options.width(), null, out)) {
      dihya.run(places.subList(0, 1));
      int ready = 1;
      for (double share : SHARES) {
        int targets = Math.max(options.width(), (int) Math.round(most * share));
        double expected = sizes.isEmpty() ? 0 : expected(sizes.getLast(), targets);
        if (expected > LONGEST_SECONDS) {
          sizes.add(
              new Size(
                  targets,
                  -1,
                  0,
                  0,
                  "left out, would take about %.0f min".formatted(expected / 60)));
          continue;
        }
        Clones.add(places.getFirst(), places.subList(ready, targets));
        ready = targets;
        Size size = forked(places.subList(0, targets));
        out.printf(Locale.ROOT, "scale, %d targets: %.2f ms each%n", targets, size.millis());
        sizes.add(size);
      }
      return sizes;
    } finally {
      sites.drop(places);
    }
  }

  /** If a target's time grows with the number of targets. */
  private static double expected(Size before, int targets) {
    return before.millis() < 0
        ? Double.MAX_VALUE
        : before.millis() / 1e3 * targets * targets / before.targets();
  }

  private Size forked(List<Place> places) throws IOException {
    Place first = places.getFirst();
    Process process =
        new ProcessBuilder(command(first, places.size()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var input = process.outputWriter()) {
      input.write(first.login().password());
    }
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] numbers = answer.strip().split(" ");
    if (numbers.length != 3) {
      return new Size(
          places.size(), -1, 0, 0, "did not get through with %d MB".formatted(MEGABYTES));
    }
    return new Size(
        places.size(),
        Long.parseLong(numbers[0]) / 1e6 / places.size(),
        Long.parseLong(numbers[1]) >> 20,
        Long.parseLong(numbers[2]) >> 20,
        "");
  }

  private List<String> command(Place first, int targets) {
    return List.of(
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-Xmx" + MEGABYTES + "m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        ScaleProcess.class.getName(),
        first.host(),
        Integer.toString(first.port()),
        first.database(),
        first.login().user(),
        Integer.toString(targets),
        Integer.toString(options.width()));
  }

  /** The schemas of a scale database, as {@link Sites} names them. */
  static List<Place> places(List<String> arguments, String password) {
    return IntStream.rangeClosed(1, Integer.parseInt(arguments.get(4)))
        .mapToObj(
            number ->
                new Place(
                    "t%05d".formatted(number),
                    Engine.POSTGRESQL,
                    arguments.get(0),
                    Integer.parseInt(arguments.get(1)),
                    arguments.get(2),
                    Optional.of("tenant_" + number),
                    new Credentials(arguments.get(3), password)))
        .toList();
  }
}
