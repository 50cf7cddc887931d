package eu.dihya.engine.mysql;

import eu.dihya.engine.Answer;
import eu.dihya.engine.Row;
import eu.dihya.engine.SqlFailure;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of ours that go out together: the server runs them one after the other, and none after
 * one that failed. Which one that was it does not say. Not thread-safe.
 */
final class Outbox {
  private final List<String> statements = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Transport transport;

  /** Sends several statements as one text; the answer is the first's, which leads to the others. */
  @FunctionalInterface
  interface Transport {
    RowSet<io.vertx.sqlclient.Row> send(String text);
  }

  Outbox(Transport transport) {
    this.transport = transport;
  }

  /** An answer that comes with those of all that is in the outbox. */
  private final class Waiting implements Answer<List<Row>> {
    private final int number;
    private @Nullable List<Row> rows;
    private @Nullable SqlFailure failure;

    Waiting(int number) {
      this.number = number;
    }

    @Override
    public List<Row> await() {
      if (rows == null && failure == null) {
        send();
      }
      if (failure != null) {
        throw failure;
      }
      if (rows == null) {
        throw new IllegalStateException("the statement was dropped before it was sent");
      }
      return rows;
    }
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  void add(String sql) {
    statements.add(sql);
  }

  Answer<List<Row>> ask(String sql) {
    Waiting answer = new Waiting(statements.size());
    statements.add(sql);
    waiting.add(answer);
    return answer;
  }

  /** Forgets what was not sent. */
  void drop() {
    statements.clear();
    waiting.clear();
  }

  /**
   * Sends what is there, if anything is, and waits for the answers.
   *
   * @return the last statement's answer; null when there was nothing to send
   */
  @Nullable RowSet<io.vertx.sqlclient.Row> send() {
    if (statements.isEmpty()) {
      return null;
    }
    String text = String.join(";\n", statements);
    List<Waiting> asked = List.copyOf(waiting);
    drop();
    try {
      return deliver(transport.send(text), asked);
    } catch (SqlFailure e) {
      asked.forEach(each -> each.failure = e);
      throw e;
    }
  }

  private static RowSet<io.vertx.sqlclient.Row> deliver(
      RowSet<io.vertx.sqlclient.Row> first, List<Waiting> asked) {
    RowSet<io.vertx.sqlclient.Row> answer = first;
    int number = 0;
    for (Waiting each : asked) {
      answer = after(answer, each.number - number);
      number = each.number;
      each.rows = Rows.of(answer);
    }
    while (answer.next() != null) {
      answer = answer.next();
    }
    return answer;
  }

  private static RowSet<io.vertx.sqlclient.Row> after(
      RowSet<io.vertx.sqlclient.Row> answer, int steps) {
    RowSet<io.vertx.sqlclient.Row> found = answer;
    for (int step = 0; step < steps; step++) {
      found = found.next();
    }
    return found;
  }
}
