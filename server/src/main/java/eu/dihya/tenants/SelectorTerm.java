package eu.dihya.tenants;

import eu.dihya.catalog.MigrationVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One condition of a selector. */
sealed interface SelectorTerm {
  boolean test(SelectorView view);

  /** How it is written. */
  String text();

  /**
   * A field or a label has one of the values, in which {@code *} stands for anything; or has none
   * of them.
   */
  record OneOf(
      String name,
      Optional<SelectorField> field,
      boolean negated,
      List<Pattern> values,
      String text)
      implements SelectorTerm {
    @Override
    public boolean test(SelectorView view) {
      Optional<String> value = field.isPresent() ? view.value(field.get()) : view.label(name);
      boolean any =
          value.isPresent()
              && values.stream().anyMatch(pattern -> pattern.matcher(value.get()).matches());
      return any != negated;
    }
  }

  /**
   * The tenant's version stands in this order to another. A tenant without a version is before all
   * others.
   */
  record VersionIs(Comparison comparison, List<MigrationVersion> versions, String text)
      implements SelectorTerm {
    @Override
    public boolean test(SelectorView view) {
      boolean any = versions.stream().anyMatch(version -> holds(view.version(), version));
      return comparison == Comparison.NOT_EQUAL ? !any : any;
    }

    private boolean holds(Optional<MigrationVersion> own, MigrationVersion other) {
      int order = own.map(version -> version.compareTo(other)).orElse(-1);
      return switch (comparison) {
        case EQUAL, NOT_EQUAL -> order == 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  /** How two values are compared. */
  enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }
}
