package eu.dihya.lint;

import java.util.Set;

/** A new column of PostgreSQL that rewrites the table. */
final class VolatileDefault implements Rule {
  private static final Set<String> VOLATILE =
      Set.of(
          "random",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "uuid_generate_v1",
          "uuid_generate_v4",
          "clock_timestamp",
          "timeofday",
          "nextval");
  private static final Set<String> SERIAL = Set.of("SERIAL", "BIGSERIAL", "SMALLSERIAL");

  @Override
  public String id() {
    return "volatile-default";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "A default that is another value for each row makes PostgreSQL rewrite the whole table"
        + " under an exclusive lock.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.isPostgreSqlUp() || statement.existingTable().isEmpty()) {
      return;
    }
    for (Words action : statement.words().actions()) {
      if (action.begin("ADD") && rewrites(action)) {
        findings.add(
            statement.position(),
            "the new column has another value for each row, so all of "
                + statement.existingTable().get()
                + " is rewritten under an exclusive lock",
            "add the column without it, set the default, and fill the rows in batches");
      }
    }
  }

  private static boolean rewrites(Words action) {
    boolean volatileDefault = action.has("DEFAULT") && action.call(VOLATILE).isPresent();
    return volatileDefault
        || action.has("STORED")
        || SERIAL.stream().anyMatch(type -> action.has(type));
  }
}
