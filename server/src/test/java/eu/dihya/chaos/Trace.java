package eu.dihya.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker did to one target, written line by line to a file, unbuffered: what was written is
 * there however the process ends.
 */
final class Trace implements AutoCloseable {
  private final OutputStream out;

  Trace(Path file) throws IOException {
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** One line of a trace. */
  record Event(Instant at, Stage stage, String detail) {
    @Override
    public String toString() {
      return stage + " " + detail;
    }
  }

  void add(Stage stage, String detail) {
    try {
      out.write(
          "%s %s %s%n"
              .formatted(Instant.now(), stage, detail.replaceAll("\\s+", " "))
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when the run never came to this target; a line that was cut off is left out. */
  static List<Event> read(Path file) {
    List<Event> events = new ArrayList<>();
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        String[] parts = line.split(" ", 3);
        events.add(new Event(Instant.parse(parts[0]), Stage.valueOf(parts[1]), parts[2]));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The answers and records of what was sent after a moment. An answer that comes later to what was
   * sent before it is none: the server may have given it long ago.
   */
  static List<Event> effectsSince(Instant moment, List<Event> events) {
    List<Event> effects = new ArrayList<>();
    boolean sent = false;
    for (Event event : events.stream().filter(each -> each.at().isAfter(moment)).toList()) {
      switch (event.stage()) {
        case SENT, SENT_INSIDE, COMMITTING, COMMITTING_RECORD -> sent = true;
        case ANSWERED, RECORDED -> {
          if (sent) {
            effects.add(event);
          }
          sent = false;
        }
        case WAITING, FENCED, BEFORE, INTENT, FAILED, RECORDING, ENDED -> {}
      }
    }
    return effects;
  }
}
