package eu.dihya.app;

import java.util.Locale;
import java.util.Optional;

/**
 * A key of the configuration.
 *
 * @param key {@code http.port}
 * @param type what values it may have
 * @param initial the value when nobody gives one
 * @param flag the flag of the command line that sets it; empty when there is none of its own
 * @param meaning for people, one line
 */
record Setting(
    String key, SettingType type, String initial, Optional<String> flag, String meaning) {
  /** {@code DIHYA_HTTP__PORT}. */
  String variable() {
    return "DIHYA_" + key.toUpperCase(Locale.ROOT).replace(".", "__");
  }

  /** Whether it may be a mapping from names to values. */
  boolean perName() {
    return namesOnly() || type instanceof SettingType.Words words && words.perName();
  }

  /** Whether it can only be a mapping, in which every name is one of somebody else's. */
  boolean namesOnly() {
    return type instanceof SettingType.RolePerName
        || type instanceof SettingType.CountPerRole
        || listPerName();
  }

  /** Whether each name of the mapping has a list. */
  boolean listPerName() {
    return type instanceof SettingType.ItemsPerName;
  }

  /** Whether it may be a list. */
  boolean isList() {
    return type instanceof SettingType.Items;
  }
}
