package eu.dihya.catalog;

import eu.dihya.base.Engine;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The engine at the end of a file's name.
 *
 * @param stem the name without it
 * @param engine empty when the file serves all engines
 */
record EngineInfix(String stem, Optional<Engine> engine) {
  private static final List<String> CODES =
      Arrays.stream(Engine.values()).map(Engine::code).toList();
  private static final Map<String, Engine> NICKNAMES =
      Map.of(
          "postgres", Engine.POSTGRESQL,
          "pgsql", Engine.POSTGRESQL,
          "pg", Engine.POSTGRESQL,
          "psql", Engine.POSTGRESQL,
          "maria", Engine.MARIADB,
          "sqlite3", Engine.SQLITE);

  /**
   * Reads what follows the last dot.
   *
   * @param strict whether a dot can mean nothing else; in other conventions descriptions may hold
   *     dots
   * @return empty, with a problem added, when an engine was meant that does not exist
   */
  static Optional<EngineInfix> read(
      String stem, boolean strict, SourcePosition position, Problems problems) {
    int dot = stem.lastIndexOf('.');
    if (dot < 0) {
      return Optional.of(new EngineInfix(stem, Optional.empty()));
    }
    String word = stem.substring(dot + 1);
    Optional<Engine> engine = Engine.fromCode(word);
    if (engine.isPresent()) {
      return Optional.of(new EngineInfix(stem.substring(0, dot), engine));
    }
    Optional<String> meant = meant(word);
    if (!strict && meant.isEmpty()) {
      return Optional.of(new EngineInfix(stem, Optional.empty()));
    }
    problems.add(
        position,
        "unknown engine '"
            + word
            + "' in the file's name"
            + meant.map(code -> " (did you mean '" + code + "'?)").orElse("")
            + "; the engines are "
            + String.join(", ", CODES));
    return Optional.empty();
  }

  private static Optional<String> meant(String word) {
    Engine nickname = NICKNAMES.get(word.toLowerCase(Locale.ROOT));
    return nickname == null
        ? Suggestions.nearest(word.toLowerCase(Locale.ROOT), CODES)
        : Optional.of(nickname.code());
  }
}
