package eu.dihya.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.internal.license.VersionPrinter;

/** On what, and of what, it was measured. */
final class Machine {
  private Machine() {}

  static String text() {
    return "%d cores (%s), %s of memory, %s, kernel %s; JDK %s (%s)"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            value(Path.of("/proc/cpuinfo"), "model name", ':'),
            gigabytes(value(Path.of("/proc/meminfo"), "MemTotal", ':')),
            value(Path.of("/etc/os-release"), "PRETTY_NAME", '=').replace("\"", ""),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"));
  }

  static String flyway() {
    return VersionPrinter.getVersion();
  }

  /** Of the sources; {@code -dirty} when they were changed since. */
  static String commit(Path directory) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.isBlank() ? "unknown" : text.strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Processor time that this process has used. */
  static long processorNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static String gigabytes(String kilobytes) {
    String digits = kilobytes.replaceAll("\\D", "");
    return digits.isEmpty() ? "?" : Math.round(Long.parseLong(digits) / 1048576.0) + " GB";
  }

  private static String value(Path file, String key, char separator) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(separator) + 1).strip())
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      return "?";
    }
  }
}
