package eu.dihya.engine.mysql;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words with one blank between them; absent ones are left out. */
final class Words {
  private Words() {}

  static String of(@Nullable String... words) {
    return Arrays.stream(words)
        .filter(Objects::nonNull)
        .filter(word -> !word.isBlank())
        .collect(Collectors.joining(" "));
  }
}
