package eu.dihya.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a unique key, as they stand in the parenthesis of an index or a constraint. */
final class UniqueKeys {
  private UniqueKeys() {}

  /** Empty when a part says what the statement alone does not explain: an operator class. */
  static Optional<List<RowDemand.Key>> read(TokenCursor inside, SqlDialect dialect) {
    List<RowDemand.Key> keys = new ArrayList<>();
    for (TokenCursor part : inside.parts()) {
      Optional<RowDemand.Key> key = key(part, dialect);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
    }
    return Optional.of(keys);
  }

  private static Optional<RowDemand.Key> key(TokenCursor part, SqlDialect dialect) {
    TokenCursor start = part.ahead();
    boolean expression = part.acceptParenthesis();
    if (!expression && (part.name().isEmpty() || part.since(start).isEmpty())) {
      return Optional.empty();
    }
    String written = part.since(start);
    boolean column = !expression;
    Optional<TokenCursor> arguments = part.inside();
    if (arguments.isPresent()) {
      column = false;
      written =
          dialect.isMySqlFamily()
              ? "LEFT(" + written + ", " + arguments.get().rest() + ")"
              : written + "(" + arguments.get().rest() + ")";
    }
    boolean collated = part.accept("COLLATE");
    if (collated) {
      TokenCursor before = part.ahead();
      part.name();
      column = false;
      written += " COLLATE " + part.since(before);
    }
    if (!part.accept("ASC")) {
      part.accept("DESC");
    }
    if (part.accept("NULLS")) {
      part.take();
    }
    return part.atEnd()
        ? Optional.of(new RowDemand.Key(written, column, collated))
        : Optional.empty();
  }
}
