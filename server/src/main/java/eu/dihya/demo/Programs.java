package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Short-lived programs: is one there, and run one to its end. */
final class Programs {
  private Programs() {}

  static boolean present(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  static boolean runsAsRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /**
   * Runs with the text as input and returns everything that was printed; an exit other than 0
   * throws.
   */
  static String run(Engine engine, List<String> command, String input) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("PG") || name.startsWith("MYSQL"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      Thread feeder = Thread.ofVirtual().start(() -> feed(process, input));
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      feeder.join();
      if (exit != 0) {
        throw new ServerStartException(
            engine, nameOf(command) + " ended with " + exit + ": " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new ServerStartException(engine, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(engine, "interrupted", e);
    }
  }

  private static void feed(Process process, String input) {
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The program ended without reading all of it: its exit and its output say why.
      return;
    }
  }

  private static String nameOf(List<String> command) {
    return command.stream()
        .filter(word -> word.contains("/bin/") || word.contains("/scripts/"))
        .findFirst()
        .map(word -> word.substring(word.lastIndexOf('/') + 1))
        .orElse(command.getFirst());
  }
}
