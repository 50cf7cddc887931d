package eu.dihya.tenants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The directories in which SQLite targets may be, with all that lies below them; links are followed
 * before that is decided. What the product itself keeps in a workspace is never a target.
 *
 * @param own absolute; what the product keeps for itself
 * @param directories absolute
 */
record SqlitePlaces(List<Path> own, List<Path> directories) {
  SqlitePlaces {
    own = List.copyOf(own);
    directories = List.copyOf(directories);
  }

  /** Why a file may be no target; empty when it may. */
  Optional<String> objection(Path file) {
    try {
      Path real = real(file);
      if (within(real, own)) {
        return Optional.of("the file is one of those that Dihya keeps for itself");
      }
      if (within(real, directories)) {
        return Optional.empty();
      }
      return Optional.of(
          "the file is outside of the workspace; name its directory in targets.sqlitePaths to allow"
              + " it");
    } catch (IOException e) {
      return Optional.of(
          "the file's directory cannot be looked at (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static boolean within(Path real, List<Path> places) throws IOException {
    for (Path place : places) {
      if (real.startsWith(real(place))) {
        return true;
      }
    }
    return false;
  }

  /** Where it really is, or would be when it was made. */
  private static Path real(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return path.toRealPath();
    }
    Path parent = path.getParent();
    return parent == null || path.getFileName() == null
        ? path
        : real(parent).resolve(path.getFileName());
  }
}
