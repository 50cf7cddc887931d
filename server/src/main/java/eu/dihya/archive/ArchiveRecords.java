package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small {@code <cid>.json} beside each archive. Survives a crash at any point; thread-safe
 * within one process, which alone may write to the directory.
 */
public final class ArchiveRecords {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveRecords.class);
  private static final String SUFFIX = ".json";

  private final Path directory;

  public ArchiveRecords(Path directory) {
    this.directory = directory;
  }

  public Optional<ArchiveRecord> find(Cid cid) {
    Path file = file(cid);
    try {
      return Optional.of(Json.read(Files.readString(file), ArchiveRecord.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | DihyaException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "the archive's record " + file + " cannot be read", e);
    }
  }

  /**
   * The newest first. A record that cannot be read is logged and left out, so that it does not hide
   * the others.
   */
  public List<ArchiveRecord> list() {
    List<ArchiveRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(ArchiveRecords::isRecord).toList()) {
        read(file).ifPresent(records::add);
      }
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot list the records of the archive in " + directory, e);
    }
    records.sort(
        Comparator.comparing(ArchiveRecord::storedAt).reversed().thenComparing(ArchiveRecord::cid));
    return records;
  }

  /** Writes the record that the change makes of the one that is there, and returns it. */
  synchronized ArchiveRecord change(Cid cid, UnaryOperator<Optional<ArchiveRecord>> change) {
    ArchiveRecord record = change.apply(find(cid)).orElseThrow(() -> unknown(cid));
    try {
      DurableFile.write(file(cid), Json.pretty(record) + "\n");
      return record;
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot write the record of archive " + cid, e);
    }
  }

  static DihyaException unknown(Cid cid) {
    return new DihyaException(
        ErrorCode.NOT_FOUND, "there is no archive " + cid + "; list those that are kept");
  }

  private Optional<ArchiveRecord> read(Path file) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file), ArchiveRecord.class));
    } catch (DihyaException e) {
      LOG.warn("The archive's record {} cannot be read and is left out: {}", file, e.text());
      return Optional.empty();
    }
  }

  private Path file(Cid cid) {
    return directory.resolve(cid + SUFFIX);
  }

  private static boolean isRecord(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("b") && name.endsWith(SUFFIX);
  }
}
