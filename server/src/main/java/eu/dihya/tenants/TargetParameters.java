package eu.dihya.tenants;

import eu.dihya.base.Engine;
import eu.dihya.base.Suggestions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind the question mark of an address: the few parameters that are known, and no
 * others, because drivers have some that read files and load classes.
 */
record TargetParameters(Optional<String> schema, Optional<Tls> tls) {
  private static final List<String> POSTGRESQL = List.of("schema", "tls", "tlsCa");
  private static final List<String> MYSQL = List.of("tls", "tlsCa");

  static final TargetParameters NONE = new TargetParameters(Optional.empty(), Optional.empty());

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a reason that holds no value
   */
  static TargetParameters parse(Engine engine, String query, Path workspace) {
    Map<String, String> given = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
      refuseUnknown(engine, name);
      if (value.isEmpty()) {
        throw new IllegalArgumentException("has the parameter '" + name + "' without a value");
      }
      if (given.put(name, value) != null) {
        throw new IllegalArgumentException("has the parameter '" + name + "' twice");
      }
    }
    return new TargetParameters(
        Optional.ofNullable(given.get("schema")),
        tls(
            Optional.ofNullable(given.get("tls")),
            Optional.ofNullable(given.get("tlsCa")),
            workspace));
  }

  private static void refuseUnknown(Engine engine, String name) {
    List<String> known = engine == Engine.POSTGRESQL ? POSTGRESQL : MYSQL;
    if (known.contains(name)) {
      return;
    }
    if (name.equals("schema")) {
      throw new IllegalArgumentException(
          "has a schema, which only postgresql has; name the database instead");
    }
    // A name that is none may be a slip that holds a password.
    String shown = name.matches("[A-Za-z_-]{1,30}") ? " '" + name + "'" : "";
    throw new IllegalArgumentException(
        "has an unknown parameter"
            + shown
            + Suggestions.hint(name, known)
            + " after '?'; known for "
            + engine.code()
            + ": "
            + String.join(", ", known));
  }

  private static Optional<Tls> tls(
      Optional<String> word, Optional<String> authorities, Path workspace) {
    if (word.isEmpty() && authorities.isEmpty()) {
      return Optional.empty();
    }
    Tls.Mode mode =
        word.flatMap(Tls.Mode::of)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "needs tls=" + String.join("|", Tls.Mode.codes()) + hint(word)));
    if (authorities.isPresent() && mode != Tls.Mode.VERIFY_FULL) {
      throw new IllegalArgumentException(
          "has tlsCa, which is for tls=verify-full: nothing is checked otherwise");
    }
    return Optional.of(new Tls(mode, authorities.map(file -> inside(workspace, file))));
  }

  private static String hint(Optional<String> word) {
    return word.map(given -> Suggestions.hint(given, Tls.Mode.codes())).orElse("");
  }

  private static String inside(Path workspace, String file) {
    try {
      Path root = workspace.toAbsolutePath().normalize();
      Path whole = root.resolve(file).normalize();
      if (whole.startsWith(root)) {
        return whole.toString();
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("has a tlsCa that names no file", e);
    }
    throw new IllegalArgumentException("has a tlsCa outside of the workspace");
  }

  static String decoded(String text) {
    String plain;
    try {
      plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("holds a % that is no escape", e);
    }
    // In PostgreSQL's protocol a NUL ends the name, and what follows would be other parameters.
    if (plain.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("holds a control character");
    }
    return plain;
  }
}
