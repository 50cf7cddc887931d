package eu.dihya.tenants;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a selector can ask for, besides labels. */
enum SelectorField {
  ID,
  SECTOR,
  REGION,
  ENGINE,
  ENVIRONMENT,
  STATE,
  RUN,
  VERSION;

  static final List<String> NAMES = Arrays.stream(values()).map(SelectorField::fieldName).toList();

  String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SelectorField> fromName(String name) {
    return Arrays.stream(values()).filter(field -> field.fieldName().equals(name)).findFirst();
  }
}
