package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problem;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the migrations of a workspace. */
public final class CatalogLoader {
  private CatalogLoader() {}

  /**
   * Reads and checks all migrations: names, sections, bytes, and the SQL of each file in the
   * dialects of the engines that it serves.
   *
   * @param workspace the directory that names in messages are relative to
   * @param migrationsDir the directory of the migrations
   * @param engines the engines of the fleet; a file without an engine in its name is read as SQL of
   *     those only
   * @throws DihyaException CATALOG with all problems, or with one when there is no migration at all
   */
  public static Catalog load(Path workspace, Path migrationsDir, Set<Engine> engines) {
    return load(workspace, migrationsDir, engines, false);
  }

  /**
   * The same, where programs may be allowed.
   *
   * @param programs whether migrations may be programs; where they may not, each is a problem
   */
  public static Catalog load(
      Path workspace, Path migrationsDir, Set<Engine> engines, boolean programs) {
    String shown = StreamLayout.displayName(workspace, migrationsDir);
    if (!Files.isDirectory(migrationsDir)) {
      throw refused(
          shown, "there is no such directory; create it, or set migrations.path in dihya.yaml");
    }
    try {
      Problems problems = new Problems();
      List<StreamFile> files = StreamLayout.read(workspace, migrationsDir, problems);
      if (!programs) {
        refusePrograms(files, problems);
      }
      return load(shown, files, engines, problems);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.CATALOG, shown + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static void refusePrograms(List<StreamFile> files, Problems problems) {
    files.stream()
        .filter(file -> file.interpreter().isPresent())
        .forEach(
            file ->
                problems.add(
                    SourcePosition.of(file.displayName()),
                    "is a program, and this workspace runs none: set migrations.scripts: on in"
                        + " dihya.yaml to have programs run with the credentials of the tenants, or"
                        + " take the file out"));
  }

  private static Catalog load(
      String shown, List<StreamFile> files, Set<Engine> engines, Problems problems) {
    if (files.isEmpty()) {
      problems.throwIfAny(ErrorCode.CATALOG);
      throw refused(
          shown, "holds no migrations; 'dihya migration new DESCRIPTION' writes the first one");
    }
    Convention convention = ConventionDetector.detect(files);
    List<Migration> migrations =
        new MigrationAssembly(problems).assemble(read(files, convention, problems));
    Catalog catalog = new Catalog(convention, migrations);
    catalog.readSql(engines, problems);
    problems.throwIfAny(ErrorCode.CATALOG);
    return catalog;
  }

  private static List<NamedFile> read(
      List<StreamFile> files, Convention convention, Problems problems) {
    FileNames names = new FileNames(convention, problems);
    List<NamedFile> read = new ArrayList<>();
    for (StreamFile file : files) {
      Optional<FileName> name = names.read(file.fileName(), file.displayName());
      if (name.isPresent()) {
        ParsedFile parsed = parse(file, convention, name.get().role(), problems);
        read.add(new NamedFile(file, name.get(), parsed));
      }
    }
    return read;
  }

  private static ParsedFile parse(
      StreamFile file, Convention convention, FileName.Role role, Problems problems) {
    return file.interpreter()
        .map(run -> ProgramParser.parse(file.path(), file.displayName(), run, problems))
        .orElseGet(
            () -> FileParser.parse(file.path(), file.displayName(), convention, role, problems));
  }

  private static DihyaException refused(String shown, String message) {
    return new DihyaException(
        ErrorCode.CATALOG, List.of(new Problem(SourcePosition.of(shown), message)));
  }
}
