package eu.dihya.lint;

import eu.dihya.base.Suggestions;
import java.util.Collection;
import java.util.List;

/** All rules. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new MissingHeader(),
          new MissingDown(),
          new DropWithoutNote(),
          new IndexNotConcurrent(),
          new ConcurrentlyInTransaction(),
          new DdlDmlMixed(),
          new Rename(),
          new UniqueOnExisting(),
          new SetNotNull(),
          new VolatileDefault(),
          new ForeignKeyValidates(),
          new TypeChange(),
          new BadRowsLine(),
          new BadIgnore(),
          new UnusedIgnore());

  private Rules() {}

  public static List<Rule> all() {
    return ALL;
  }

  public static List<String> ids() {
    return ALL.stream().map(Rule::id).toList();
  }

  /** A message for each name that is no rule. */
  public static List<String> unknown(Collection<String> names) {
    return names.stream()
        .filter(name -> !ids().contains(name))
        .map(name -> "there is no rule '" + name + "'" + Suggestions.hint(name, ids()))
        .toList();
  }
}
