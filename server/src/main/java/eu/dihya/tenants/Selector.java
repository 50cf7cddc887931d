package eu.dihya.tenants;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which tenants are meant, in the one language that command line, API, page and plans share: {@code
 * sector=health,education tier=gold engine!=sqlite id=clinique-* version<20250601_0900 state=active
 * run=failed}. A blank is "and", a comma "or"; {@code *} stands for any characters; a name that is
 * no field is a label. Immutable.
 *
 * <p>A tenant without the label, the version or the run that is asked for does not match {@code =},
 * and matches {@code !=}; one without a version comes before all versions.
 */
public final class Selector implements Predicate<SelectorView> {
  /** Every tenant. */
  public static final Selector ALL = new Selector(List.of());

  private final List<SelectorTerm> terms;

  Selector(List<SelectorTerm> terms) {
    this.terms = List.copyOf(terms);
  }

  /**
   * Reads a selector; an empty text is {@link #ALL}.
   *
   * @param labels the names of labels that any tenant has: every other name that is no field is
   *     refused, so that a misspelt one does not silently select nobody
   * @throws eu.dihya.base.DihyaException USAGE with all problems, whose lines are 1 and whose
   *     columns count from the selector's beginning
   */
  public static Selector parse(String text, Set<String> labels) {
    return new SelectorParser(text, labels).parse();
  }

  /** The names of all labels of these tenants. */
  public static Set<String> labelsOf(Collection<Tenant> tenants) {
    return tenants.stream()
        .flatMap(tenant -> tenant.labels().keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean test(SelectorView view) {
    return terms.stream().allMatch(term -> term.test(view));
  }

  /** The selector as it can be parsed again; empty for {@link #ALL}. */
  @Override
  public String toString() {
    return String.join(" ", terms.stream().map(SelectorTerm::text).toList());
  }
}
