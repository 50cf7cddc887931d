package eu.dihya.app;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes values from environment variables: {@code DIHYA_HTTP__PORT} is {@code http.port}, and for
 * one name of a mapping {@code DIHYA_LINT__FAIL__MISSING_DOWN}. The store's address may also stand
 * in a file, {@code DIHYA_STORE_FILE}. A variable with a double underscore that names no key is a
 * problem; other variables of that beginning belong to other programs.
 */
final class EnvironmentLayer {
  private static final String PREFIX = "DIHYA_";
  private static final String STORE = "DIHYA_STORE";
  private static final String STORE_FILE = "DIHYA_STORE_FILE";

  private final GivenValues values;
  private final Problems problems;

  EnvironmentLayer(GivenValues values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  void read(Path workspace, Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.equals(STORE_FILE)) {
                storeFile(workspace, value, environment.containsKey(STORE));
              } else if (name.startsWith(PREFIX)) {
                variable(name, value);
              }
            });
  }

  private void variable(String name, String value) {
    Optional<Setting> setting = setting(name);
    SourcePosition position = SourcePosition.of("environment variable " + name);
    if (setting.filter(Setting::namesOnly).isPresent()) {
      problems.add(position, "names nothing; write " + name + "__ and a name");
      return;
    }
    if (setting.isPresent()) {
      values.put(setting.get(), value, position, "env " + name);
      return;
    }
    int last = name.lastIndexOf("__");
    Optional<Setting> named =
        last < 0 ? Optional.empty() : setting(name.substring(0, last)).filter(Setting::perName);
    if (named.isPresent()) {
      String entry = name.substring(last + 2).toLowerCase(Locale.ROOT).replace('_', '-');
      values.put(named.get(), entry, value, position, "env " + name);
    } else if (last >= 0 || looksLikeSetting(name)) {
      List<String> known = Settings.ALL.stream().map(Setting::variable).toList();
      problems.add(position, "sets nothing" + Suggestions.hint(name, known));
    }
  }

  private void storeFile(Path workspace, String file, boolean alsoDirect) {
    SourcePosition position = SourcePosition.of("environment variable " + STORE_FILE);
    if (alsoDirect) {
      problems.add(position, STORE + " is set too; unset one of them");
      return;
    }
    try {
      String address = Files.readString(workspace.resolve(file)).strip();
      values.put(Settings.of("store"), address, position, "env " + STORE_FILE);
    } catch (IOException e) {
      problems.add(
          position, "names a file that cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Optional<Setting> setting(String name) {
    String words = words(name);
    return Settings.ALL.stream()
        .filter(setting -> words(setting.variable()).equals(words))
        .findFirst();
  }

  /** {@code PER_SERVER} and {@code PERSERVER} are the same word; a double underscore parts two. */
  private static String words(String name) {
    return String.join(
        ".",
        Arrays.stream(name.substring(PREFIX.length()).split("__"))
            .map(EnvironmentLayer::joined)
            .toList());
  }

  private static String joined(String word) {
    return word.replace("_", "");
  }

  /** A forgotten underscore. */
  private static boolean looksLikeSetting(String name) {
    String letters = name.replace("_", "");
    return Settings.ALL.stream()
        .anyMatch(setting -> setting.variable().replace("_", "").equals(letters));
  }
}
