package eu.dihya.catalog;

import eu.dihya.base.Engine;
import eu.dihya.base.Problem;
import eu.dihya.base.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds migrations without a file for an engine of their tenants. */
final class MissingVariants {
  private static final int NAMED = 3;

  private MissingVariants() {}

  static List<Problem> of(List<Migration> migrations, Collection<EngineNeed> needs) {
    List<Problem> problems = new ArrayList<>();
    for (Migration migration : migrations) {
      lacking(migration, needs)
          .forEach((engine, tenants) -> problems.add(problem(migration, engine, tenants)));
    }
    return problems;
  }

  private static Map<Engine, List<String>> lacking(
      Migration migration, Collection<EngineNeed> needs) {
    Map<Engine, List<String>> lacking = new EnumMap<>(Engine.class);
    boolean common = migration.stream().equals(Migration.COMMON);
    for (EngineNeed need : needs) {
      if ((common || migration.stream().equals(need.sector()))
          && migration.fileFor(need.engine()).isEmpty()) {
        lacking.computeIfAbsent(need.engine(), _ -> new ArrayList<>()).add(need.tenant());
      }
    }
    return lacking;
  }

  private static Problem problem(Migration migration, Engine engine, List<String> tenants) {
    List<String> files = migration.variants().stream().map(MigrationFile::displayName).toList();
    String named = String.join(", ", tenants.subList(0, Math.min(NAMED, tenants.size())));
    String more = tenants.size() > NAMED ? " and " + (tenants.size() - NAMED) + " more" : "";
    return new Problem(
        SourcePosition.of(files.getFirst()),
        "version "
            + migration.historyVersion()
            + " has no file for "
            + engine.code()
            + ", which "
            + named
            + more
            + " need"
            + (tenants.size() == 1 ? "s" : "")
            + "; there "
            + (files.size() == 1 ? "is " : "are ")
            + String.join(", ", files)
            + ". Add a variant, or a file without an engine in its name");
  }
}
