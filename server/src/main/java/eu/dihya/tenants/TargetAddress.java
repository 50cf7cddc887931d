package eu.dihya.tenants;

import eu.dihya.base.Engine;
import eu.dihya.base.Suggestions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a target, without what else a {@link Target} has: {@code
 * postgresql://host:port/database?schema=x&tls=verify-full&tlsCa=ca.pem}, {@code mysql://…}, {@code
 * mariadb://…}, {@code sqlite:path}.
 */
record TargetAddress(
    Engine engine, String host, int port, String database, TargetParameters parameters) {
  private static final Pattern SERVER =
      Pattern.compile(
          "[a-z]+://(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?/([^/?#]+)(?:\\?([^#]*))?");
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
  private static final List<String> SCHEMES =
      Arrays.stream(Engine.values()).map(Engine::code).toList();
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads an address.
   *
   * @param workspace what a relative path of SQLite is relative to
   * @throws IllegalArgumentException with a reason that never holds what was written, because it
   *     may hold a password
   */
  static TargetAddress parse(String text, Path workspace) {
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      throw new IllegalArgumentException("is no address; expected " + forms());
    }
    String name = scheme.group(1);
    Engine engine =
        Engine.fromCode(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "begins with no known engine"
                            + Suggestions.hint(name, SCHEMES)
                            + "; expected "
                            + forms()));
    return engine == Engine.SQLITE
        ? sqlite(text.substring(name.length() + 1), workspace)
        : server(engine, text, workspace);
  }

  private static TargetAddress server(Engine engine, String text, Path workspace) {
    if (text.substring(0, beforeQuery(text)).contains("@")) {
      throw new IllegalArgumentException(
          "holds a user or a password; take them out, and refer to them with 'credentials'");
    }
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "is no address; expected " + engine.code() + "://host:port/database");
    }
    int port = parts.group(2) == null ? defaultPort(engine) : Integer.parseInt(parts.group(2));
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("has a port that is not between 1 and " + HIGHEST_PORT);
    }
    TargetParameters parameters =
        parts.group(4) == null
            ? TargetParameters.NONE
            : TargetParameters.parse(engine, parts.group(4), workspace);
    return new TargetAddress(
        engine, parts.group(1), port, TargetParameters.decoded(parts.group(3)), parameters);
  }

  private static int beforeQuery(String text) {
    int query = text.indexOf('?');
    return query < 0 ? text.length() : query;
  }

  private static TargetAddress sqlite(String path, Path workspace) {
    if (path.isEmpty() || path.startsWith("//") || path.startsWith(":") || hasControl(path)) {
      throw new IllegalArgumentException("names no file; expected sqlite:path/to/file.db");
    }
    try {
      String file = workspace.toAbsolutePath().resolve(path).normalize().toString();
      return new TargetAddress(Engine.SQLITE, "", 0, file, TargetParameters.NONE);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("names no file; expected sqlite:path/to/file.db", e);
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static int defaultPort(Engine engine) {
    return engine == Engine.POSTGRESQL ? 5432 : 3306;
  }

  private static String forms() {
    return "postgresql://host:port/database?schema=x, mysql://…, mariadb://… or sqlite:path";
  }
}
