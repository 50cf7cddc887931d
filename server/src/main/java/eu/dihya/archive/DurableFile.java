package eu.dihya.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts a file in place so that after a crash it is there whole or not at all. */
public final class DurableFile {
  private DurableFile() {}

  /**
   * Moves a file that is already on the disk over the target, in the same directory, and makes the
   * name durable.
   */
  public static void moveInto(Path temporary, Path target) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory =
        FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Writes a small text. */
  public static void write(Path target, String text) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".new");
    Files.writeString(temporary, text);
    force(temporary);
    moveInto(temporary, target);
  }

  /** Waits until the file's bytes are on the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
