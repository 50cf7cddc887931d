package eu.dihya.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that all rows of a table must fulfil, or the statement fails. Names and expressions are
 * as they are written, fit to be put into another statement.
 */
public sealed interface RowDemand extends OnRows {
  Subject of();

  DemandKind kind();

  /** The demand in the words of SQL, on one line. */
  String text();

  /**
   * What the demand is about.
   *
   * @param table as written
   * @param name of the constraint or index, as written; empty when it has none
   * @param unlessThere whether nothing is demanded where something of that name is there
   */
  record Subject(String table, String name, boolean unlessThere) {}

  /**
   * A part of a unique key.
   *
   * @param expression a column, or an expression
   * @param column whether it is a column
   * @param collated whether the expression names a collation
   */
  record Key(String expression, boolean column, boolean collated) {}

  /**
   * No two rows alike.
   *
   * @param where which rows count; empty for all
   * @param nullsAlike whether two rows that lack the same values are alike
   */
  record Unique(Subject of, List<Key> keys, String where, boolean nullsAlike) implements RowDemand {
    public Unique {
      keys = List.copyOf(keys);
    }

    @Override
    public DemandKind kind() {
      return DemandKind.UNIQUE;
    }

    @Override
    public String text() {
      return "UNIQUE "
          + (nullsAlike ? "NULLS NOT DISTINCT " : "")
          + list(keys.stream().map(Key::expression).toList())
          + (where.isEmpty() ? "" : " WHERE " + where);
    }
  }

  /** A value in each of these columns. */
  record NotNull(Subject of, List<String> columns) implements RowDemand {
    public NotNull {
      columns = List.copyOf(columns);
    }

    @Override
    public DemandKind kind() {
      return DemandKind.NOT_NULL;
    }

    @Override
    public String text() {
      return String.join(", ", columns) + " NOT NULL";
    }
  }

  /** No row at all: a new column has no value for those that are there. */
  record NoRows(Subject of, String column) implements RowDemand {
    @Override
    public DemandKind kind() {
      return DemandKind.NOT_NULL;
    }

    @Override
    public String text() {
      return "new column " + column + " NOT NULL without a default";
    }
  }

  /** A condition that is true or not known. */
  record Check(Subject of, String condition) implements RowDemand {
    @Override
    public DemandKind kind() {
      return DemandKind.CHECK;
    }

    @Override
    public String text() {
      return "CHECK (" + condition + ")";
    }
  }

  /**
   * A row of another table with the same values.
   *
   * @param parentColumns none for the primary key of the parent
   * @param full whether rows that have some of the values and lack others are refused
   */
  record Reference(
      Subject of, List<String> columns, String parent, List<String> parentColumns, boolean full)
      implements RowDemand {
    public Reference {
      columns = List.copyOf(columns);
      parentColumns = List.copyOf(parentColumns);
    }

    @Override
    public DemandKind kind() {
      return DemandKind.FOREIGN_KEY;
    }

    @Override
    public String text() {
      return "FOREIGN KEY "
          + list(columns)
          + " REFERENCES "
          + parent
          + (parentColumns.isEmpty() ? "" : " " + list(parentColumns))
          + (full ? " MATCH FULL" : "");
    }

    /** The same, with the parent's key known. */
    public Reference to(List<String> key) {
      return new Reference(of, columns, parent, key, full);
    }
  }

  /** A demand of which the statement alone does not tell which rows fulfil it. */
  record Unclear(Subject of, DemandKind kind, String text, String because) implements RowDemand {}

  private static String list(List<String> parts) {
    return parts.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
