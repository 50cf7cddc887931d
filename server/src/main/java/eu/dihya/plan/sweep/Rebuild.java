package eu.dihya.plan.sweep;

import eu.dihya.base.Engine;
import eu.dihya.sql.Quoting;
import eu.dihya.sql.RowChange;
import eu.dihya.sql.RowDemand;
import eu.dihya.sql.RowReading;
import eu.dihya.sql.SqlDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * SQLite's way to a new constraint: a table is made and filled from the old one, which it replaces
 * then. Its rows are those of the copy's query. What it demands can be asked of them as far as a
 * column keeps its type; a declared type changes values, and a query has none.
 */
final class Rebuild {
  private final RowChange.NewTable made;
  private final RowChange.Copied copied;
  private final SqlDialect dialect;
  private final List<String> filled;

  Rebuild(RowChange.NewTable made, RowChange.Copied copied, SqlDialect dialect) {
    this.made = made;
    this.copied = copied;
    this.dialect = dialect;
    this.filled =
        copied.columns().isEmpty()
            ? made.columns().stream().map(RowChange.Column::name).toList()
            : copied.columns();
  }

  /** Why a demand cannot be asked of the rows of the copy. */
  Optional<String> obstacle(RowDemand demand) {
    if (copied.from().size() != 1
        || copied.values().size() != filled.size()
        || made.table().contains(".")) {
      return Optional.of("the copy does not tell which column goes where");
    }
    if (demand instanceof RowDemand.Reference reference
        && List.of(plain(made.table()), plain(source())).contains(plain(reference.parent()))) {
      return Optional.of("the table refers to itself");
    }
    return columns(demand).stream()
        .filter(column -> !isFilled(column))
        .findFirst()
        .map(column -> "the copy does not fill column " + column.name())
        .or(() -> numbered(demand))
        .or(() -> keepsValues(demand) ? Optional.empty() : converted(demand));
  }

  /** An {@code INTEGER PRIMARY KEY} is the number of the row, and takes the next one for NULL. */
  private Optional<String> numbered(RowDemand demand) {
    return columns(demand).stream()
        .filter(_ -> demand instanceof RowDemand.NotNull)
        .filter(column -> column.type().equalsIgnoreCase("INTEGER") && isKey(column))
        .findFirst()
        .map(column -> "column " + column.name() + " may get a number by itself");
  }

  private boolean isKey(RowChange.Column column) {
    return made.demands().stream()
        .anyMatch(
            demand ->
                demand instanceof RowDemand.Unique unique
                    && unique.keys().size() == 1
                    && plain(unique.keys().getFirst().expression()).equals(plain(column.name())));
  }

  private Optional<String> converted(RowDemand demand) {
    if (demand instanceof RowDemand.Check
        && columns(demand).stream().anyMatch(column -> !column.collation().isEmpty())) {
      return Optional.of("the condition compares in an order that a column brings with it");
    }
    return columns(demand).stream()
        .filter(column -> !RowReading.isName(value(column), dialect))
        .findFirst()
        .map(column -> "column " + column.name() + " is filled by an expression");
  }

  Probe probe(RowDemand demand) {
    List<Doubt> doubts = new ArrayList<>();
    if (!keepsValues(demand)) {
      doubts.add(otherTypes(columns(demand)));
    }
    if (demand instanceof RowDemand.Check) {
      doubts.add(
          new Doubt(
              "SELECT 1 AS there FROM sqlite_master WHERE name = "
                  + literal(source())
                  + " COLLATE NOCASE AND upper(sql) LIKE '%COLLATE%'",
              "the condition may compare in an order that a column brings with it"));
    }
    if (demand instanceof RowDemand.Reference reference) {
      doubts.add(
          new Doubt(
              "SELECT 1 AS there FROM pragma_foreign_key_check("
                  + literal(source())
                  + ") WHERE parent = "
                  + literal(reference.parent())
                  + " COLLATE NOCASE",
              "rows offend against a foreign key to that table already, and these may stay"));
    }
    RowDemand asked = demand instanceof RowDemand.Unique unique ? inItsOrder(unique) : demand;
    return new Probe(
        Engine.SQLITE,
        asked,
        "WITH %s(%s) AS (%s) ".formatted(made.table(), String.join(", ", filled), copied.select()),
        doubts);
  }

  /** Nothing but the absence of a value counts, which no type changes. */
  private static boolean keepsValues(RowDemand demand) {
    return demand instanceof RowDemand.NotNull;
  }

  /** The new columns' own order decides what is alike, and not that of the old ones. */
  private RowDemand.Unique inItsOrder(RowDemand.Unique unique) {
    List<RowDemand.Key> keys =
        unique.keys().stream()
            .map(
                key ->
                    key.collated()
                        ? key
                        : new RowDemand.Key(
                            key.expression() + " COLLATE " + collation(key), false, true))
            .toList();
    return new RowDemand.Unique(unique.of(), keys, unique.where(), false);
  }

  private String collation(RowDemand.Key key) {
    return made.columns().stream()
        .filter(column -> plain(column.name()).equals(plain(key.expression())))
        .map(RowChange.Column::collation)
        .filter(collation -> !collation.isEmpty())
        .findFirst()
        .orElse("BINARY");
  }

  private Doubt otherTypes(List<RowChange.Column> kept) {
    String same =
        kept.stream()
            .map(
                column ->
                    "(name = %s COLLATE NOCASE AND type = %s COLLATE NOCASE)"
                        .formatted(
                            literal(value(column)),
                            Quoting.literal(column.type(), SqlDialect.SQLITE)))
            .distinct()
            .collect(Collectors.joining(" OR "));
    long number = kept.stream().map(column -> plain(value(column))).distinct().count();
    return new Doubt(
        "SELECT 1 AS there WHERE (SELECT count(*) FROM pragma_table_info(%s) WHERE %s) <> %d"
            .formatted(literal(source()), same.isEmpty() ? "0" : same, number),
        "a column gets another type, and values may change with it");
  }

  /** The columns of the new table that a demand speaks of. */
  private List<RowChange.Column> columns(RowDemand demand) {
    String text =
        demand instanceof RowDemand.Reference reference
            ? String.join(", ", reference.columns())
            : demand.text();
    return made.columns().stream()
        .filter(
            column ->
                RowReading.mentions(text, RowReading.plainName(column.name(), dialect), dialect))
        .toList();
  }

  private boolean isFilled(RowChange.Column column) {
    return values().containsKey(plain(column.name()));
  }

  private String value(RowChange.Column column) {
    return values().getOrDefault(plain(column.name()), "");
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < filled.size(); i++) {
      values.put(plain(filled.get(i)), copied.values().get(i));
    }
    return values;
  }

  private String source() {
    return copied.from().getFirst();
  }

  private String plain(String written) {
    return RowReading.plainName(written, dialect).toLowerCase(Locale.ROOT);
  }

  private String literal(String written) {
    return Quoting.literal(RowReading.plainName(written, dialect), SqlDialect.SQLITE);
  }
}
