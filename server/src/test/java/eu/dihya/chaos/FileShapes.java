package eu.dihya.chaos;

import eu.dihya.base.Json;
import eu.dihya.change.expect.ExpectedHashes;
import eu.dihya.change.expect.ExpectedShapeStore;
import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.change.expect.StepKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a control store would hold of expected shapes: a file each, for a test and all its workers,
 * so that a worker that is killed knows what an earlier one found out.
 */
record FileShapes(Path directory) implements ExpectedShapeStore {
  /** Names the directory in a worker's environment. */
  static final String DIRECTORY = "CHAOS_SHAPES";

  private static final FileShapes OF_THIS_PROCESS = new FileShapes(place());

  static FileShapes shared() {
    return OF_THIS_PROCESS;
  }

  @Override
  public Optional<ExpectedHashes> hashes(StepKey key) {
    return shapes(key).map(ExpectedShapes::hashes);
  }

  @Override
  public Optional<ExpectedShapes> shapes(StepKey key) {
    Path file = directory.resolve(key.digest());
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), ExpectedShapes.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void save(StepKey key, ExpectedShapes shapes) {
    try {
      Path part = Files.createTempFile(directory, "part", "");
      Files.writeString(part, Json.write(shapes));
      Files.move(part, directory.resolve(key.digest()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path place() {
    String given = System.getenv(DIRECTORY);
    try {
      return given == null ? Files.createTempDirectory("dihya-expected-shapes") : Path.of(given);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
