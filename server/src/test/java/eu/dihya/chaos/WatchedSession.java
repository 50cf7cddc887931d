package eu.dihya.chaos;

import eu.dihya.base.Engine;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.LockHolder;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real session whose use is followed. */
final class WatchedSession implements Session {
  private final Session session;
  private final Recognition recognition;

  WatchedSession(Session session, Watch watch) {
    this.session = session;
    this.recognition = new Recognition(watch);
  }

  @Override
  public boolean alive(String connection) {
    return session.alive(connection);
  }

  @Override
  public void begin() {
    recognition.begins();
    session.begin();
  }

  @Override
  public void commit() {
    Recognition.Commit written = recognition.commits();
    session.commit();
    recognition.committed(written);
  }

  @Override
  public long execute(String sql) {
    boolean inside = session.inTransaction();
    boolean last = recognition.sends(sql, inside);
    long rows;
    try {
      rows = session.execute(sql);
    } catch (RuntimeException e) {
      recognition.failed(e);
      throw e;
    }
    if (last) {
      recognition.landed();
    }
    recognition.answered(sql, inside);
    return rows;
  }

  @Override
  public boolean pipelines() {
    return session.pipelines();
  }

  @Override
  public Answer<Answer.Ran> send(String sql) {
    boolean inside = session.inTransaction();
    boolean last = recognition.sends(sql, inside);
    Answer<Answer.Ran> answer = heard(session.send(sql), sql, inside);
    if (!last) {
      return answer;
    }
    Answer.Ran ran = answer.await();
    recognition.landed();
    return Answer.of(ran);
  }

  private Answer<Answer.Ran> heard(Answer<Answer.Ran> answer, String sql, boolean inside) {
    return () -> {
      try {
        Answer.Ran ran = answer.await();
        recognition.answered(sql, inside);
        return ran;
      } catch (RuntimeException e) {
        recognition.failed(e);
        throw e;
      }
    };
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    boolean inside = session.inTransaction();
    Recognition.Writing written = recognition.updates(sql, arguments, inside);
    long rows = session.update(sql, arguments);
    if (written.isRecord() && !inside) {
      recognition.committed(alone(written));
    }
    return rows;
  }

  @Override
  public void post(String sql, @Nullable Object... arguments) {
    boolean inside = session.inTransaction();
    Recognition.Writing written = recognition.updates(sql, arguments, inside);
    session.post(sql, arguments);
    if (written.isRecord() && !inside) {
      recognition.committed(alone(written));
    }
  }

  private static Recognition.Commit alone(Recognition.Writing written) {
    return new Recognition.Commit(Recognition.Writing.NOTHING, written);
  }

  @Override
  public Answer<List<Row>> ask(String sql, @Nullable Object... arguments) {
    return session.ask(sql, arguments);
  }

  @Override
  public void updateAll(List<String> statements) {
    session.updateAll(statements);
  }

  @Override
  public Engine engine() {
    return session.engine();
  }

  @Override
  public Capabilities capabilities() {
    return session.capabilities();
  }

  @Override
  public String connectionId() {
    return session.connectionId();
  }

  @Override
  public void rollback() {
    session.rollback();
  }

  @Override
  public boolean inTransaction() {
    return session.inTransaction();
  }

  @Override
  public boolean returnsRow(String sql) {
    return session.returnsRow(sql);
  }

  @Override
  public List<Row> query(String sql, @Nullable Object... arguments) {
    return session.query(sql, arguments);
  }

  @Override
  public void rowsMayGo(String table) {
    session.rowsMayGo(table);
  }

  @Override
  public Optional<LockHolder> tryLock() {
    return session.tryLock();
  }

  @Override
  public void endHolder(LockHolder holder) {
    session.endHolder(holder);
  }

  @Override
  public List<String> notices() {
    return session.notices();
  }

  @Override
  public void unlock() {
    session.unlock();
  }

  @Override
  public void cancel() {
    session.cancel();
  }

  @Override
  public void finished() {
    session.finished();
  }

  @Override
  public void close() {
    session.close();
  }
}
