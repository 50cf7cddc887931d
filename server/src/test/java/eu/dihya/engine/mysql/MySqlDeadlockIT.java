package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.testing.TestServers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MySqlDeadlockIT {
  @Test
  void aDeadlockEndsTheWholeTransactionAndNamesTheOpponent() {
    Place place = MySqlPlaces.fresh(TestServers.mariadb());
    try (Session one = place.connect();
        Session two = place.connect()) {
      one.execute("CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(9))");
      one.execute("INSERT INTO people (id) VALUES (1), (2)");
      one.begin();
      one.execute("UPDATE people SET name = 'a' WHERE id = 1");
      two.begin();
      two.execute("UPDATE people SET name = 'b' WHERE id = 2");
      CompletableFuture<SqlFailure> waiting =
          CompletableFuture.supplyAsync(() -> failure(one, 2), Thread::startVirtualThread);
      SqlFailure mine = failure(two, 1);
      if (mine != null) {
        lost(mine, two, one);
        two.rollback();
        assertThat(waiting.join()).isNull();
      } else {
        lost(waiting.join(), one, two);
      }
    }
  }

  private static void lost(SqlFailure failure, Session loser, Session opponent) {
    assertThat(failure.kind()).isEqualTo(Kind.DEADLOCK);
    assertThat(failure).hasMessageContaining("with connection " + opponent.connectionId());
    assertThat(loser.inTransaction()).isFalse();
  }

  private static SqlFailure failure(Session session, int id) {
    return catchThrowableOfType(
        SqlFailure.class, () -> session.execute("UPDATE people SET name = 'c' WHERE id = " + id));
  }
}
