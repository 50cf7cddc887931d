package eu.dihya.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a statement what it does to whole tables. Knows what scripts copy tables with. */
final class TableEffects {
  private static final Set<String> BEFORE_TABLE =
      Set.of("OR", "REPLACE", "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED");
  private static final Set<String> NOT_THE_TABLE =
      Set.of("COLUMN", "INDEX", "KEY", "CONSTRAINT", "PARTITION");
  private static final Set<String> ROWS = Set.of("VALUES", "VALUE", "SET", "DEFAULT");

  private final TokenCursor tokens;
  private final SqlDialect dialect;
  private final List<TableEffect> effects = new ArrayList<>();

  private TableEffects(TokenCursor tokens, SqlDialect dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  /** The effects in the order in which they happen; none for most statements. */
  static List<TableEffect> of(String sql, SqlDialect dialect) {
    TableEffects reading = new TableEffects(TokenCursor.of(sql, dialect), dialect);
    reading.read();
    return List.copyOf(reading.effects);
  }

  private void read() {
    if (tokens.word().equals("WITH")) {
      tokens.seek(Set.of("INSERT", "REPLACE", "SELECT", "DELETE"));
    }
    switch (tokens.take()) {
      case "CREATE" -> create();
      case "INSERT", "REPLACE" -> insert();
      case "SELECT" -> selectInto();
      case "DELETE" -> sources().forEach(this::deleted);
      case "TRUNCATE" -> names().forEach(this::deleted);
      case "UPDATE" -> updateOrReplace();
      case "MERGE" -> name().ifPresent(this::exchanged);
      case "COPY" -> name().ifPresent(this::added);
      case "LOAD" -> {
        tokens.seek(Set.of("INTO"));
        name().ifPresent(this::added);
      }
      case "DROP" -> drop();
      case "ALTER" -> alter();
      case "RENAME" -> renames();
      default -> {}
    }
  }

  private void create() {
    while (BEFORE_TABLE.contains(tokens.word())) {
      tokens.take();
    }
    if (tokens.accept("TABLE")) {
      name().ifPresent(this::created);
    }
  }

  private void created(TableName table) {
    effects.add(new TableEffect.Created(table));
    if (tokens.has("AS", "SELECT", "TABLE", "WITH")) {
      filled(table);
    }
  }

  private void insert() {
    tokens.seek(Set.of("INTO"));
    Optional<TableName> table = name();
    if (table.isEmpty()) {
      return;
    }
    if (tokens.accept("AS")) {
      tokens.take();
    }
    if (tokens.accept("PARTITION") || !parenthesisIsQuery()) {
      tokens.acceptParenthesis();
    }
    if (tokens.accept("OVERRIDING")) {
      tokens.take();
      tokens.take();
    }
    if (ROWS.contains(tokens.word()) || !filled(table.get())) {
      added(table.get());
    }
  }

  private boolean parenthesisIsQuery() {
    TokenCursor inside = tokens.ahead();
    while (inside.acceptMark("(")) {
      if (Set.of("SELECT", "WITH", "TABLE").contains(inside.word())) {
        return true;
      }
    }
    return false;
  }

  private void selectInto() {
    if (dialect == SqlDialect.POSTGRESQL && tokens.seek(Set.of("INTO")).equals("INTO")) {
      Optional<TableName> table = name();
      if (table.isPresent()) {
        effects.add(new TableEffect.Created(table.get()));
        filled(table.get());
      }
    }
  }

  /** Whether the rows come from tables; what a {@code WITH} before it reads counts. */
  private boolean filled(TableName into) {
    TableEffects whole = new TableEffects(tokens.rewound(), dialect);
    boolean with = whole.tokens.word().equals("WITH");
    List<TableName> from = with ? whole.sources() : sources();
    if (with && tokens.rewound().hasSequence("DELETE", "FROM")) {
      from.forEach(this::deleted);
      return false;
    }
    if (!from.isEmpty()) {
      effects.add(new TableEffect.Copied(into, from));
    }
    return !from.isEmpty();
  }

  /** The tables after each {@code FROM} and {@code JOIN} that is ahead, however deep. */
  private List<TableName> sources() {
    List<TableName> found = new ArrayList<>();
    while (!tokens.atEnd()) {
      if (Set.of("FROM", "JOIN", "TABLE").contains(tokens.take())) {
        found.addAll(names());
      }
    }
    return found;
  }

  private void updateOrReplace() {
    if (tokens.accept("OR", "REPLACE")) {
      name().ifPresent(this::deleted);
    }
  }

  private void exchanged(TableName table) {
    added(table);
    deleted(table);
  }

  private void added(TableName table) {
    effects.add(new TableEffect.Added(table));
  }

  private void deleted(TableName table) {
    effects.add(new TableEffect.Deleted(table));
  }

  private void drop() {
    if (tokens.accept("TABLE") || tokens.accept("TABLES")) {
      names().forEach(table -> effects.add(new TableEffect.Dropped(table)));
    }
  }

  private void alter() {
    Optional<TableName> table = tokens.accept("TABLE") ? name() : Optional.empty();
    while (table.isPresent() && !tokens.seek(Set.of("RENAME")).isEmpty()) {
      tokens.take();
      boolean said = tokens.accept("TO") || tokens.accept("AS") || tokens.acceptMark("=");
      if (said || dialect.isMySqlFamily() && !NOT_THE_TABLE.contains(tokens.word())) {
        TableName from = table.get();
        name().ifPresent(to -> renamed(from, to));
      }
    }
  }

  private void renames() {
    if (!tokens.accept("TABLE") && !tokens.accept("TABLES")) {
      return;
    }
    do {
      Optional<TableName> from = name();
      tokens.seek(Set.of("TO"));
      tokens.take();
      Optional<TableName> to = name();
      if (from.isPresent() && to.isPresent()) {
        renamed(from.get(), to.get());
      }
    } while (tokens.acceptMark(","));
  }

  private void renamed(TableName from, TableName to) {
    effects.add(new TableEffect.Renamed(from, dialect.isMySqlFamily() ? to : from.besides(to)));
  }

  private List<TableName> names() {
    List<TableName> found = new ArrayList<>();
    do {
      name().ifPresent(found::add);
    } while (tokens.acceptMark(","));
    return found;
  }

  private Optional<TableName> name() {
    Optional<TableName> name = TableName.take(tokens, dialect);
    if (name.isPresent()) {
      TableName.passAlias(tokens);
    }
    return name;
  }
}
