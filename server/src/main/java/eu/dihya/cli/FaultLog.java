package eu.dihya.cli;

import eu.dihya.base.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Where faults of Dihya itself are written down, so that nobody has to read a stack trace on a
 * terminal.
 */
record FaultLog(Path directory) {
  static FaultLog in(Path workspace) {
    return new FaultLog(workspace.resolve(".dihya").resolve("logs"));
  }

  /** Appends the fault; the file, or empty when it cannot be written. */
  Optional<Path> write(Instant at, Throwable fault) {
    var trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("faults.log");
      Files.writeString(
          file,
          at + " " + Redactor.databaseError(trace.toString()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
