package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionContract;
import eu.dihya.engine.SqlFailure;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostgresSessionIT extends SessionContract {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.postgresql();
  }

  @Override
  protected Place newPlace() {
    return PostgresPlaces.fresh(server());
  }

  @Override
  protected String slowStatement() {
    return "SELECT pg_sleep(60)";
  }

  @Override
  protected String keyColumn() {
    return "id bigint PRIMARY KEY";
  }

  @Test
  void aDeadlockNamesTheOpponent() throws Exception {
    session.execute("INSERT INTO people VALUES (1, 'a@example.org'), (2, 'b@example.org')");
    try (Session other = place.connect()) {
      session.begin();
      session.execute("DELETE FROM people WHERE id = 1");
      other.begin();
      other.execute("DELETE FROM people WHERE id = 2");
      CompletableFuture<SqlFailure> waiting =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SqlFailure.class, () -> session.execute("DELETE FROM people WHERE id = 2")));
      SqlFailure mine =
          catchThrowableOfType(
              SqlFailure.class, () -> other.execute("DELETE FROM people WHERE id = 1"));
      SqlFailure lost = mine == null ? waiting.join() : mine;
      assertThat(lost.kind()).isEqualTo(SqlFailure.Kind.DEADLOCK);
      assertThat(lost)
          .hasMessageContaining(session.connectionId())
          .hasMessageContaining(other.connectionId());
    }
  }

  /** {@code FRUM} is an alias; the error is after it. */
  @Override
  protected List<Integer> knownOffsets() {
    return List.of(24);
  }
}
