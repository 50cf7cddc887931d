package eu.dihya.catalog;

import java.util.Optional;

/** Reads the marker lines of one convention. */
@FunctionalInterface
interface MarkReader {
  /**
   * What the text of a comment line, without {@code --}, marks; empty when it is a comment for
   * people.
   */
  Optional<Mark> read(String comment);

  static MarkReader of(Convention convention) {
    return switch (convention) {
      case NATIVE, DBMATE -> new MigrateMarks();
      case GOOSE -> new GooseMarks();
      case GOLANG_MIGRATE, FLYWAY ->
          comment ->
              comment.equals("transaction:false")
                  ? Optional.of(new Mark.NoTransaction())
                  : Optional.empty();
    };
  }
}
