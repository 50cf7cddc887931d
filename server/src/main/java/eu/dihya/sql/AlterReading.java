package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ALTER TABLE}, one action after the other. */
final class AlterReading {
  private static final Set<String> HARMLESS =
      Set.of("OWNER", "REPLICA", "CLUSTER", "COMMENT", "ALGORITHM", "LOCK", "ENABLE", "DISABLE");
  private static final Set<String> PARTS = Set.of("PARTITION", "PERIOD", "SYSTEM");

  private final SqlDialect dialect;
  private final String table;

  /**
   * In the order in which they count: what is asked of old columns, changes, what is asked then.
   */
  private final List<OnRows> ofOldColumns = new ArrayList<>();

  private final List<OnRows> changes = new ArrayList<>();
  private final List<OnRows> demands = new ArrayList<>();

  private AlterReading(SqlDialect dialect, String table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** The tokens stand after {@code ALTER}. */
  static List<OnRows> of(TokenCursor tokens, SqlDialect dialect) {
    tokens.accept("ONLINE");
    boolean ignores = tokens.accept("IGNORE");
    tokens.accept("TABLE");
    tokens.accept("IF", "EXISTS");
    Optional<TableName> name = TableName.take(tokens, dialect);
    if (name.isEmpty() || ignores) {
      return List.of(
          new RowChange.Anything(
              ignores
                  ? "ALTER IGNORE deletes the rows that offend"
                  : "the name of the table is not read"));
    }
    var reading = new AlterReading(dialect, name.get().written());
    tokens.parts().forEach(reading::action);
    List<OnRows> all = new ArrayList<>(reading.ofOldColumns);
    all.addAll(reading.changes);
    all.addAll(reading.demands);
    return all;
  }

  private void action(TokenCursor action) {
    switch (action.take()) {
      case "ADD" -> add(action);
      case "ALTER" -> alterColumn(action);
      case "MODIFY" -> redefine(action, false);
      case "CHANGE" -> redefine(action, true);
      case "DROP" -> {
        if (PARTS.contains(action.word())) {
          changed();
        }
      }
      case "VALIDATE" -> {
        action.accept("CONSTRAINT");
        demands.add(new RowChange.Validated(table, action.rest()));
      }
      case "RENAME" -> rename(action);
      case "ATTACH" -> held("ATTACH " + action.rest());
      case String word -> {
        if (!HARMLESS.contains(word)) {
          changed();
        }
      }
    }
  }

  private void add(TokenCursor action) {
    var clause = new ConstraintClause(action, dialect, table);
    if (clause.isOne()) {
      demands.addAll(clause.read());
    } else if (PARTS.contains(action.word())) {
      changed();
    } else if (!Set.of("INDEX", "KEY", "FULLTEXT", "SPATIAL").contains(action.word())) {
      action.accept("COLUMN");
      boolean unlessThere = action.accept("IF", "NOT", "EXISTS");
      Optional<TokenCursor> several = action.inside();
      if (several.isPresent()) {
        several.get().parts().forEach(each -> column(each, unlessThere));
      } else {
        column(action, unlessThere);
      }
    }
  }

  private void column(TokenCursor definition, boolean unlessThere) {
    var column = new NewColumn(definition, dialect, table, unlessThere);
    changes.add(new RowChange.NewColumns(table, List.of(column.name())));
    column.demand().ifPresent(ofOldColumns::add);
  }

  private void alterColumn(TokenCursor action) {
    if (!action.accept("COLUMN")
        && Set.of("INDEX", "CONSTRAINT", "CHECK").contains(action.word())) {
      held("ALTER " + action.rest());
      return;
    }
    TokenCursor before = action.ahead();
    action.name();
    String column = action.since(before);
    if (action.accept("SET", "NOT", "NULL")) {
      demands.add(new RowDemand.NotNull(new Subject(table, "", false), List.of(column)));
    } else if (!action.accept("SET", "DEFAULT")
        && !action.accept("SET", "STATISTICS")
        && !action.accept("SET", "STORAGE")
        && !action.accept("DROP")) {
      changed();
    }
  }

  /** MySQL's way of saying a column's whole definition anew. */
  private void redefine(TokenCursor action, boolean renames) {
    action.accept("COLUMN");
    boolean unlessMissing = action.accept("IF", "EXISTS");
    TokenCursor before = action.ahead();
    action.name();
    String column = action.since(before);
    if (renames) {
      action.name();
    }
    if (action.hasOutside("NOT", "NULL")) {
      Subject subject = new Subject(table, "", false);
      boolean fills = action.has("AUTO_INCREMENT", "TIMESTAMP", "GENERATED", "AS") || unlessMissing;
      ofOldColumns.add(
          fills
              ? new RowDemand.Unclear(
                  subject,
                  DemandKind.NOT_NULL,
                  column + " NOT NULL",
                  "a column defined like that may get a value by itself")
              : new RowDemand.NotNull(subject, List.of(column)));
    }
    withColumn(action, column);
    changed();
  }

  /** Constraints that stand in a column's definition, of which not all is read. */
  private void withColumn(TokenCursor definition, String column) {
    String word =
        definition.ahead().seek(Set.of("UNIQUE", "PRIMARY", "KEY", "CHECK", "REFERENCES"));
    if (!word.isEmpty()) {
      DemandKind kind =
          switch (word) {
            case "CHECK" -> DemandKind.CHECK;
            case "REFERENCES" -> DemandKind.FOREIGN_KEY;
            default -> DemandKind.UNIQUE;
          };
      ofOldColumns.add(
          new RowDemand.Unclear(
              new Subject(table, "", false),
              kind,
              column + " " + definition.rest(),
              "it stands in a column's definition, which is not read whole"));
    }
  }

  private void rename(TokenCursor action) {
    if (Set.of("CONSTRAINT", "INDEX", "KEY").contains(action.word())) {
      return;
    }
    boolean column = action.accept("COLUMN");
    if (!column && (action.accept("TO") || action.accept("AS") || dialect.isMySqlFamily())) {
      action.acceptMark("=");
      TableName.take(action, dialect)
          .ifPresent(name -> changes.add(new RowChange.OtherTable(name.written())));
    }
    changed();
  }

  /** Rows may be held against what stands somewhere else. */
  private void held(String text) {
    changed();
    demands.add(
        new RowDemand.Unclear(
            new Subject(table, "", false),
            DemandKind.OTHER,
            text,
            "what it demands stands somewhere else"));
  }

  private void changed() {
    changes.add(new RowChange.OtherTable(table));
  }
}
