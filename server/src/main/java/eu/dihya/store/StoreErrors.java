package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.StoreUnreachable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a failure of the control store's database means. */
final class StoreErrors {
  private static final List<String> AWAY = List.of("08", "57P", "53300");
  private static final List<String> MET_ANOTHER = List.of("40001", "40P01");
  private static final String NO_SUCH_CHARACTER = "22021";

  private StoreErrors() {}

  /** Whether it is another transaction that was in the way, and trying again may do. */
  static boolean metAnother(Throwable error) {
    return begins(error, MET_ANOTHER);
  }

  /** Whether there is no connection, no longer, or none free in time. */
  static boolean away(Throwable error) {
    return begins(error, AWAY) || cause(error, SQLTransientConnectionException.class).isPresent();
  }

  /**
   * The failure as it is told.
   *
   * @param place the store, for people
   */
  static DihyaException of(RuntimeException error, String place) {
    if (error instanceof DihyaException known) {
      return known;
    }
    Optional<TakenOver> taken = cause(error, TakenOver.class);
    if (taken.isPresent()) {
      return new DihyaException(ErrorCode.FENCED, rootMessage(taken.get()), error);
    }
    if (away(error)) {
      return new StoreUnreachable(
          "the control store "
              + place
              + " does not answer ("
              + rootMessage(error)
              + "); work goes on when it is back",
          error);
    }
    if (begins(error, List.of(NO_SUCH_CHARACTER))) {
      return new DihyaException(
          ErrorCode.USAGE, "a text holds a character that PostgreSQL cannot keep", error);
    }
    return new DihyaException(
        ErrorCode.INTERNAL, "the control store failed: " + rootMessage(error), error);
  }

  static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static boolean begins(Throwable error, List<String> states) {
    return cause(error, SQLException.class)
        .map(sql -> Objects.requireNonNullElse(sql.getSQLState(), ""))
        .filter(state -> states.stream().anyMatch(state::startsWith))
        .isPresent();
  }

  private static <E extends Throwable> Optional<E> cause(Throwable error, Class<E> type) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
