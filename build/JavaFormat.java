import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format on every Java file below the given directories: {@code check DIR...}
 * lists what is not formatted and exits with 1, {@code write DIR...} formats it. Started from its
 * source by the parent pom.
 */
final class JavaFormat {
  public static void main(String[] args) throws Exception {
    var arguments = new ArrayList<>(options(args[0]));
    for (int i = 1; i < args.length; i++) {
      arguments.addAll(javaFiles(Path.of(args[i])));
    }
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exit = 0;
    // What a first pass wraps, a second one may wrap otherwise; then it is stable.
    for (int pass = 0; pass < (args[0].equals("write") ? 2 : 1) && exit == 0; pass++) {
      exit = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
    }
    if (exit != 0 && args[0].equals("check")) {
      err.println("The files above are not formatted. Format them: mvn -q -N -Pformat validate");
    }
    System.exit(exit);
  }

  private static List<String> options(String task) {
    return switch (task) {
      case "check" -> List.of("--dry-run", "--set-exit-if-changed");
      case "write" -> List.of("--replace");
      default -> throw new IllegalArgumentException("check or write, not " + task);
    };
  }

  private static List<String> javaFiles(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList();
    }
  }
}
