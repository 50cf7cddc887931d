package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as the files are now; read again only when a file or the fleet's engines changed.
 * Thread-safe.
 */
public final class CatalogSource implements Supplier<Catalog> {
  private final Path workspace;
  private final Path directory;
  private final Supplier<Set<Engine>> engines;
  private final boolean programs;
  private @Nullable Loaded loaded;

  /** Where no migration is a program. */
  public CatalogSource(Path workspace, Path directory, Supplier<Set<Engine>> engines) {
    this(workspace, directory, engines, false);
  }

  /**
   * @param programs whether migrations may be programs
   */
  public CatalogSource(
      Path workspace, Path directory, Supplier<Set<Engine>> engines, boolean programs) {
    this.workspace = workspace;
    this.directory = directory;
    this.engines = engines;
    this.programs = programs;
  }

  /**
   * The catalogue.
   *
   * @throws DihyaException CATALOG with all problems of the files
   */
  @Override
  public synchronized Catalog get() {
    Set<Engine> needed = engines.get();
    List<String> files = fingerprint();
    Loaded current = loaded;
    if (current == null || !current.files.equals(files) || !current.engines.equals(needed)) {
      current =
          new Loaded(
              CatalogLoader.load(workspace, directory, needed, programs),
              files,
              Set.copyOf(needed));
      loaded = current;
    }
    return current.catalog;
  }

  private List<String> fingerprint() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).sorted().map(CatalogSource::print).toList();
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CATALOG, "cannot list " + directory + ": " + e.getMessage(), e);
    }
  }

  private static String print(Path file) {
    try {
      return file + "|" + Files.size(file) + "|" + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return file + "|" + e.getMessage();
    }
  }

  private record Loaded(Catalog catalog, List<String> files, Set<Engine> engines) {}
}
