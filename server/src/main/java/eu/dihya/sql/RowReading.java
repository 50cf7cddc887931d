package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads from a statement what it means for the rows that are there. Pure. */
public final class RowReading {
  private static final Set<String> HARMLESS_DDL =
      Set.of(
          "CREATE INDEX",
          "CREATE VIEW",
          "CREATE MATERIALIZED VIEW",
          "CREATE TRIGGER",
          "CREATE SEQUENCE",
          "CREATE SCHEMA",
          "CREATE STATISTICS",
          "CREATE POLICY",
          "DROP INDEX",
          "DROP VIEW",
          "DROP MATERIALIZED VIEW",
          "DROP TRIGGER",
          "DROP POLICY",
          "COMMENT ON",
          "GRANT",
          "REVOKE");
  private static final Set<String> HARMLESS_UTILITY =
      Set.of("ANALYZE", "ANALYZE TABLE", "VACUUM", "REFRESH MATERIALIZED VIEW", "NOTIFY");
  private static final Set<String> HARMLESS_SETTINGS =
      Set.of("LOCK_TIMEOUT", "STATEMENT_TIMEOUT", "LOCK_WAIT_TIMEOUT", "INNODB_LOCK_WAIT_TIMEOUT");
  private static final Set<String> HARMLESS_PRAGMAS =
      Set.of("FOREIGN_KEYS", "FOREIGN_KEY_CHECK", "DEFER_FOREIGN_KEYS");

  private final Statement statement;
  private final SqlDialect dialect;
  private final TokenCursor tokens;
  private final StatementInfo info;

  private RowReading(Statement statement, SqlDialect dialect) {
    this.statement = statement;
    this.dialect = dialect;
    this.tokens = TokenCursor.of(statement.sql(), dialect);
    this.info = StatementInfo.of(statement, dialect);
  }

  /** Demands and changes in the order in which they count. */
  public static List<OnRows> of(Statement statement, SqlDialect dialect) {
    return new RowReading(statement, dialect).read();
  }

  /** Whether an identifier of this name, without quotes, stands in a text of SQL. */
  public static boolean mentions(String sql, String name, SqlDialect dialect) {
    return Tokens.significant(sql, dialect).stream()
        .anyMatch(token -> Quoting.unquoted(token.text(), dialect).equalsIgnoreCase(name));
  }

  /** The last part of a name as written, without its quotes. */
  public static String plainName(String written, SqlDialect dialect) {
    List<Token> parts = Tokens.significant(written, dialect);
    return parts.isEmpty() ? written : Quoting.unquoted(parts.getLast().text(), dialect);
  }

  /** Whether a text is nothing but a name, with qualifiers or without. */
  public static boolean isName(String text, SqlDialect dialect) {
    TokenCursor tokens = TokenCursor.of(text, dialect);
    return tokens.name().isPresent() && tokens.atEnd();
  }

  private List<OnRows> read() {
    return switch (info.kind()) {
      case DDL -> definition();
      case DML -> rows();
      case QUERY -> tokens.has("INTO") || tokens.rest().contains("(") ? anything() : List.of();
      case SESSION -> harmlessSetting() ? List.of() : anything();
      case TRANSACTION_CONTROL -> List.of();
      case UTILITY -> HARMLESS_UTILITY.contains(info.verb()) ? List.of() : unread();
      case OTHER -> unread();
    };
  }

  private List<OnRows> definition() {
    boolean hidden = statement.sql().contains("/*!") || statement.sql().contains("/*M!");
    if (hidden || tokens.isCut()) {
      return unread();
    }
    return switch (info.verb()) {
      case "ALTER TABLE" -> {
        tokens.accept("ALTER");
        yield AlterReading.of(tokens, dialect);
      }
      case "CREATE INDEX" -> IndexReading.of(tokens, dialect);
      case "CREATE TABLE" -> {
        boolean plain = tokens.ahead().accept("CREATE", "TABLE");
        tokens.seek(Set.of("TABLE"));
        tokens.take();
        yield plain || dialect != SqlDialect.MARIADB
            ? TableReading.of(tokens, dialect)
            : anything();
      }
      case "DROP TABLE", "RENAME TABLE" -> swapped();
      case "TRUNCATE" -> rows();
      case "ALTER DOMAIN" -> unread();
      default -> HARMLESS_DDL.contains(info.verb()) ? List.of() : anything();
    };
  }

  private List<OnRows> swapped() {
    List<OnRows> changes = new ArrayList<>();
    for (TableEffect effect : TableEffects.of(statement.sql(), dialect)) {
      switch (effect) {
        case TableEffect.Dropped dropped ->
            changes.add(new RowChange.OtherTable(dropped.table().written()));
        case TableEffect.Renamed renamed -> {
          changes.add(new RowChange.OtherTable(renamed.from().written()));
          changes.add(new RowChange.OtherTable(renamed.to().written()));
        }
        case TableEffect.Created ignored -> {}
        case TableEffect.Copied ignored -> {}
        case TableEffect.Added ignored -> {}
        case TableEffect.Deleted ignored -> {}
      }
    }
    return changes;
  }

  private List<OnRows> rows() {
    return new CopyReading(statement, dialect)
        .copied()
        .<List<OnRows>>map(List::of)
        .orElseGet(
            () -> List.of(new RowChange.Rows(info.objects().stream().findFirst().orElse(""))));
  }

  private boolean harmlessSetting() {
    TokenCursor setting = tokens.ahead();
    return switch (setting.take()) {
      case "PRAGMA" -> HARMLESS_PRAGMAS.contains(setting.word());
      case "SET", "RESET" -> setting.parts().stream().allMatch(RowReading::isHarmless);
      default -> false;
    };
  }

  private static boolean isHarmless(TokenCursor assignment) {
    if (Set.of("SESSION", "LOCAL", "GLOBAL").contains(assignment.word())) {
      assignment.take();
    }
    return HARMLESS_SETTINGS.contains(assignment.word()) && !assignment.rest().contains("(");
  }

  private List<OnRows> anything() {
    return List.of(new RowChange.Anything(info.verb() + " can change more than it says"));
  }

  /** What it does, a constraint perhaps, stands somewhere else. */
  private List<OnRows> unread() {
    return List.of(
        new RowDemand.Unclear(
            new Subject("", "", false),
            DemandKind.OTHER,
            info.verb(),
            "what it runs is not read here"),
        new RowChange.Anything(info.verb() + " can change more than it says"));
  }
}
