package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A migration that is to be written.
 *
 * @param stream {@code common} or a sector
 * @param description in any words; blanks and marks become underscores
 * @param engine the engine that it is for; empty for all
 */
public record NewMigration(String stream, String description, Optional<Engine> engine) {
  /**
   * Writes the file, or the files where the convention has two, in the workspace's convention, with
   * a version that no migration of any stream has.
   *
   * @return the files, the one that applies the change first
   * @throws DihyaException USAGE when nothing is left of the description or the stream has no
   *     place; CATALOG when the directory cannot be read or the file cannot be written
   */
  public List<Path> write(Path workspace, Path migrationsDir, Clock clock) {
    String slug = slug();
    try {
      List<StreamFile> files =
          Files.isDirectory(migrationsDir)
              ? StreamLayout.read(workspace, migrationsDir, new Problems())
              : List.of();
      Convention convention = ConventionDetector.detect(files);
      Path directory = Files.createDirectories(directory(migrationsDir, files.isEmpty()));
      String version = NextVersion.after(versions(files, convention), convention, clock);
      List<Path> written = new ArrayList<>();
      for (var file : texts(convention, version, slug).entrySet()) {
        Path path = directory.resolve(file.getKey());
        written.add(Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW));
      }
      return List.copyOf(written);
    } catch (IOException e) {
      String shown = StreamLayout.displayName(workspace, migrationsDir);
      throw new DihyaException(
          ErrorCode.CATALOG, shown + ": cannot write a migration: " + e.getMessage(), e);
    }
  }

  private String slug() {
    String slug =
        description
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .replaceAll("^_|_$", "");
    if (slug.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE, "a migration needs a description with letters or digits");
    }
    return slug;
  }

  private Path directory(Path root, boolean empty) {
    if (empty || StreamLayout.isNested(root)) {
      return stream.equals(Migration.COMMON)
          ? root.resolve(Migration.COMMON)
          : root.resolve(StreamLayout.SECTORS).resolve(stream);
    }
    if (!stream.equals(Migration.COMMON)) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "this workspace keeps all migrations in one directory, so there is no place for those of"
              + " '"
              + stream
              + "'; move the existing ones into common/ first");
    }
    return root;
  }

  private static List<MigrationVersion> versions(List<StreamFile> files, Convention convention) {
    FileNames names = new FileNames(convention, new Problems());
    return files.stream()
        .map(file -> names.read(file.fileName(), file.displayName()).flatMap(FileName::version))
        .flatMap(Optional::stream)
        .toList();
  }

  private Map<String, String> texts(Convention convention, String version, String slug) {
    String infix = engine.map(kind -> "." + kind.code()).orElse("");
    String name = version + "_" + slug + infix;
    Map<String, String> texts = new LinkedHashMap<>();
    switch (convention) {
      case NATIVE ->
          texts.put(
              name + ".sql",
              """
              -- Purpose:
              -- Impact:
              -- Rollback:
              -- migrate:up

              -- migrate:down

              -- migrate:verify
              """);
      case DBMATE -> texts.put(name + ".sql", "-- migrate:up\n\n-- migrate:down\n");
      case GOOSE -> texts.put(name + ".sql", "-- +goose Up\n\n-- +goose Down\n");
      case GOLANG_MIGRATE -> {
        texts.put(name + ".up.sql", "");
        texts.put(name + ".down.sql", "");
      }
      case FLYWAY -> {
        texts.put("V" + version + "__" + slug + infix + ".sql", "");
        texts.put("U" + version + "__" + slug + infix + ".sql", "");
      }
    }
    return texts;
  }
}
