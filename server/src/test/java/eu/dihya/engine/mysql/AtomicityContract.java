package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.demo.EmbeddedServer;
import eu.dihya.demo.KilledServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What a server leaves of a statement in the middle of which it is killed: what is sent whole is
 * never half done. That what is taken apart had to be is looked for in the long form.
 */
abstract class AtomicityContract {
  private static final boolean FULL = Boolean.getBoolean("dihya.tests.full");
  private static final int ROUNDS = FULL ? 8 : 1;
  private static final long SEED = 20_261_120;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The server to kill. */
  protected abstract EmbeddedServer start(Path directory);

  protected abstract Engine engine();

  @Test
  void whatIsSentWholeIsNeverHalfDone() {
    List<KilledStatement> statements = new ArrayList<>(KilledStatement.whole());
    if (engine() == Engine.MYSQL) {
      statements.addAll(KilledStatement.several());
    }
    try (KilledServer server = server()) {
      for (KilledStatement statement : statements) {
        assertThat(MySqlAtomicity.parts(statement.sql(), engine())).hasSize(1);
        assertThat(halves(server, statement)).as(statement.name()).isZero();
      }
    }
  }

  @Test
  void whatIsTakenApartWouldBeHalfDone() {
    if (!FULL || engine() == Engine.MYSQL) {
      return;
    }
    List<KilledStatement> statements = new ArrayList<>(KilledStatement.several());
    statements.addAll(KilledStatement.inPieces());
    try (KilledServer server = server()) {
      for (KilledStatement statement : statements) {
        assertThat(halves(server, statement)).as(statement.name()).isPositive();
      }
    }
  }

  private KilledServer server() {
    return new KilledServer(this::start);
  }

  /**
   * In how many rounds something between before and after was left. What was left as before must be
   * possible again.
   */
  private static int halves(KilledServer server, KilledStatement statement) {
    Random random = new Random(SEED);
    String first = fresh(server, statement);
    String before = KilledStatement.state(server.sql(), first);
    long begun = System.nanoTime();
    server.sql().execute(statement.sent(first));
    long nanos = System.nanoTime() - begun;
    String after = KilledStatement.state(server.sql(), first);
    assertThat(after).isNotEqualTo(before);
    int halves = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String database = fresh(server, statement);
      Duration later = Duration.ofNanos((long) (nanos * (0.1 + random.nextDouble())));
      if (!server.killDuring(statement.sent(database), later)) {
        continue;
      }
      String left = KilledStatement.state(server.sql(), database);
      if (left.equals(before)) {
        server.sql().execute(statement.sent(database));
        assertThat(KilledStatement.state(server.sql(), database)).isEqualTo(after);
      }
      halves += left.equals(before) || left.equals(after) ? 0 : 1;
    }
    return halves;
  }

  /** A database of its own: what a kill leaves on the disk may keep one from being dropped. */
  private static String fresh(KilledServer server, KilledStatement statement) {
    String database = "killed_" + NUMBER.incrementAndGet();
    statement.prepare(server.sql(), database);
    return database;
  }
}
