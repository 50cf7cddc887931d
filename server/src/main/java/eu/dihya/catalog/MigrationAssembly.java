package eu.dihya.catalog;

import eu.dihya.base.Engine;
import eu.dihya.base.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the files of one version together into a migration, and refuses what contradicts itself. */
final class MigrationAssembly {
  private static final MigrationVersion NO_VERSION = MigrationVersion.of("0");
  private static final Comparator<Migration> ORDER =
      Comparator.comparing(Migration::repeatable)
          .thenComparing(migration -> migration.version().orElse(NO_VERSION))
          .thenComparing(
              migration -> migration.stream().equals(Migration.COMMON) ? "" : migration.stream())
          .thenComparing(Migration::description);

  private final Problems problems;

  MigrationAssembly(Problems problems) {
    this.problems = problems;
  }

  /** All migrations, by version, the common stream first; repeatable ones last. */
  List<Migration> assemble(List<NamedFile> files) {
    Map<Object, List<NamedFile>> groups = new LinkedHashMap<>();
    for (NamedFile file : files) {
      groups.computeIfAbsent(key(file), _ -> new ArrayList<>()).add(file);
    }
    refuseSameVersionAcrossStreams(files);
    return groups.values().stream()
        .map(this::migration)
        .flatMap(Optional::stream)
        .sorted(ORDER)
        .toList();
  }

  private static Object key(NamedFile file) {
    Object version =
        file.name().version().isPresent() ? file.name().version().get() : file.name().description();
    return List.of(file.file().stream(), version, file.name().version().isEmpty());
  }

  private Optional<Migration> migration(List<NamedFile> files) {
    NamedFile first = files.getFirst();
    for (NamedFile other : files) {
      if (!other.name().description().equals(first.name().description())) {
        problems.add(
            other.position(),
            "has the version "
                + version(other)
                + ", and so has "
                + first.displayName()
                + "; give one of them a new version");
        return Optional.empty();
      }
    }
    List<MigrationFile> variants = variants(files);
    if (variants.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Migration(
            first.file().stream(), first.name().version(), first.name().description(), variants));
  }

  private List<MigrationFile> variants(List<NamedFile> files) {
    Map<Optional<Engine>, NamedFile> ups = byEngine(files, false);
    Map<Optional<Engine>, NamedFile> downs = byEngine(files, true);
    Map<String, MigrationFile> variants = new TreeMap<>();
    ups.forEach(
        (engine, up) -> {
          Optional<NamedFile> down = nearest(downs, engine);
          variant(engine, up, down).ifPresent(file -> variants.put(code(engine), file));
        });
    downs.forEach(
        (engine, down) -> {
          boolean servesVariants = engine.isEmpty() && !ups.isEmpty();
          if (!ups.containsKey(engine) && !servesVariants) {
            Optional<NamedFile> up = nearest(ups, engine);
            if (up.isEmpty()) {
              problems.add(
                  down.position(),
                  "undoes version "
                      + version(down)
                      + ", for which there is no file that applies it");
            } else {
              variant(engine, up.get(), Optional.of(down))
                  .ifPresent(file -> variants.put(code(engine), file));
            }
          }
        });
    return List.copyOf(variants.values());
  }

  private Map<Optional<Engine>, NamedFile> byEngine(List<NamedFile> files, boolean down) {
    Map<Optional<Engine>, NamedFile> found = new LinkedHashMap<>();
    for (NamedFile file : files) {
      if ((file.name().role() == FileName.Role.DOWN) == down) {
        NamedFile other = found.putIfAbsent(file.name().engine(), file);
        if (other != null) {
          problems.add(
              file.position(),
              "is for version "
                  + version(file)
                  + " and "
                  + file.engineName()
                  + ", and so is "
                  + other.displayName()
                  + "; keep one of them");
        }
      }
    }
    return found;
  }

  /** The file for the engine, MySQL's for MariaDB, else the one for all. */
  private static Optional<NamedFile> nearest(
      Map<Optional<Engine>, NamedFile> files, Optional<Engine> engine) {
    NamedFile own = files.get(engine);
    if (own == null && engine.filter(Engine.MARIADB::equals).isPresent()) {
      own = files.get(Optional.of(Engine.MYSQL));
    }
    return Optional.ofNullable(own == null ? files.get(Optional.<Engine>empty()) : own);
  }

  private static Optional<MigrationFile> variant(
      Optional<Engine> engine, NamedFile up, Optional<NamedFile> downFile) {
    ParsedFile parsed = up.parsed();
    if (!parsed.clean() || downFile.filter(file -> !file.parsed().clean()).isPresent()) {
      return Optional.empty();
    }
    Optional<Section> down =
        downFile.isPresent()
            ? downFile.get().parsed().section(Mark.Part.DOWN)
            : parsed.section(Mark.Part.DOWN);
    String checksum =
        downFile
            .map(file -> Sha256.ofParts(List.of(parsed.rawChecksum(), file.parsed().rawChecksum())))
            .orElse(parsed.rawChecksum());
    return parsed
        .section(Mark.Part.UP)
        .map(
            section ->
                new MigrationFile(
                    up.file().path(),
                    up.displayName(),
                    engine,
                    parsed.header(),
                    section,
                    down,
                    parsed.section(Mark.Part.VERIFY),
                    checksum));
  }

  private void refuseSameVersionAcrossStreams(List<NamedFile> files) {
    Map<MigrationVersion, NamedFile> common = new TreeMap<>();
    files.stream()
        .filter(file -> file.file().stream().equals(Migration.COMMON))
        .forEach(
            file -> file.name().version().ifPresent(version -> common.putIfAbsent(version, file)));
    for (NamedFile file : files) {
      NamedFile other = file.name().version().map(common::get).orElse(null);
      if (other != null && !file.file().stream().equals(Migration.COMMON)) {
        problems.add(
            file.position(),
            "has the version "
                + version(file)
                + ", and so has "
                + other.displayName()
                + ", which the same tenants get; give one of them a new version");
      }
    }
  }

  private static String version(NamedFile file) {
    return file.name().version().map(MigrationVersion::toString).orElse(file.name().description());
  }

  private static String code(Optional<Engine> engine) {
    return engine.map(Engine::code).orElse("");
  }
}
