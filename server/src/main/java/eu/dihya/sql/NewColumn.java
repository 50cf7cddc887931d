package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A column that {@code ADD COLUMN} makes, and what that demands of the rows that are there. */
final class NewColumn {
  /** Types that bring no value of their own, as a domain can. */
  private static final Set<String> PLAIN_TYPES =
      Set.of(
          "bigint",
          "int",
          "int2",
          "int4",
          "int8",
          "integer",
          "smallint",
          "numeric",
          "decimal",
          "real",
          "double",
          "float",
          "float4",
          "float8",
          "text",
          "varchar",
          "char",
          "character",
          "bpchar",
          "boolean",
          "bool",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "timetz",
          "interval",
          "uuid",
          "json",
          "jsonb",
          "bytea",
          "inet",
          "cidr",
          "blob",
          "any");

  /** Types of MySQL whose zero is refused, where rows that are there would get it. */
  private static final Set<String> WITHOUT_ZERO =
      Set.of("date", "datetime", "timestamp", "geometry", "point", "linestring", "polygon");

  private final TokenCursor definition;
  private final SqlDialect dialect;
  private final Subject subject;
  private final String name;
  private final boolean unlessThere;

  NewColumn(TokenCursor tokens, SqlDialect dialect, String table, boolean unlessThere) {
    this.definition = tokens.ahead();
    this.dialect = dialect;
    this.subject = new Subject(table, "", false);
    this.unlessThere = unlessThere;
    TokenCursor before = definition.ahead();
    definition.name();
    this.name = definition.since(before);
  }

  String name() {
    return name;
  }

  /** Rows that are there have no value, or all the same; both can offend. */
  Optional<RowDemand> demand() {
    boolean required = definition.hasOutside("NOT", "NULL") && !getsZero();
    boolean filled = definition.has("DEFAULT", "GENERATED", "AS", "AUTO_INCREMENT");
    if (required && !filled && !unlessThere && isPlainType() && !dialect.isMySqlFamily()) {
      return Optional.of(new RowDemand.NoRows(subject, name));
    } else if (required && !filled) {
      return unclear(DemandKind.NOT_NULL);
    } else if (definition.has("CHECK")) {
      return unclear(DemandKind.CHECK);
    } else if (definition.has("UNIQUE", "PRIMARY", "KEY") && (filled || !lacksValues())) {
      return unclear(DemandKind.UNIQUE);
    } else if (definition.has("REFERENCES") && (filled || definition.hasOutside("NOT", "NULL"))) {
      return unclear(DemandKind.FOREIGN_KEY);
    }
    return Optional.empty();
  }

  /** Where rows that are there get zero or nothing, if it is to be a value. */
  private boolean getsZero() {
    return dialect.isMySqlFamily()
        && !WITHOUT_ZERO.contains(definition.word().toLowerCase(Locale.ROOT));
  }

  /** Where rows that are there get NULL, which is unlike every other. */
  private boolean lacksValues() {
    return dialect == SqlDialect.POSTGRESQL && isPlainType() && !definition.has("PRIMARY");
  }

  private boolean isPlainType() {
    return PLAIN_TYPES.contains(definition.word().toLowerCase(Locale.ROOT));
  }

  private Optional<RowDemand> unclear(DemandKind kind) {
    return Optional.of(
        new RowDemand.Unclear(
            subject, kind, name + " " + definition.rest(), "the column is not there yet"));
  }
}
