package eu.dihya.chaos;

import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Tables;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the product is on one session: by the statements with which it writes its fence, its
 * journal and its history, and by those of the migration itself.
 */
final class Recognition {
  /** What the open transaction writes of ours. */
  enum Writing {
    NOTHING,
    FENCE,
    INTENT,
    DONE,
    HISTORY;

    boolean isRecord() {
      return this == DONE || this == HISTORY;
    }
  }

  /**
   * What a transaction commits of ours.
   *
   * @param past the record of what ran before it
   * @param own the intent of what runs after it, or the record of what ran inside
   */
  record Commit(Writing past, Writing own) {
    boolean isRecord() {
      return past.isRecord() || own.isRecord();
    }
  }

  private final Watch watch;
  private Writing past = Writing.NOTHING;
  private Writing writing = Writing.NOTHING;
  private boolean betweenSteps;
  private boolean carries;

  Recognition(Watch watch) {
    this.watch = watch;
  }

  void begins() {
    if (betweenSteps) {
      betweenSteps = false;
      before();
    }
    past = Writing.NOTHING;
    writing = Writing.NOTHING;
    carries = false;
  }

  /** A statement of a migration goes out; whether it is to be in flight at the end. */
  boolean sends(String sql, boolean inside) {
    watch.about(sql);
    if (inside && !carries) {
      watch.at(Stage.INTENT, "");
      watch.pass(Point.AFTER_INTENT);
    }
    boolean last = watch.takesOff();
    watch.at(inside ? Stage.SENT_INSIDE : Stage.SENT, Statements.id(sql) + " " + sql);
    carries = true;
    return last;
  }

  void answered(String sql, boolean inside) {
    watch.at(Stage.ANSWERED, Statements.id(sql));
    if (!inside) {
      watch.pass(Point.EXECUTED);
    }
  }

  void failed(RuntimeException e) {
    watch.at(Stage.FAILED, String.valueOf(e.getMessage()));
  }

  void landed() {
    watch.landed();
  }

  /** One of our own statements goes out. */
  Writing updates(String sql, @Nullable Object[] arguments, boolean inside) {
    Writing now = ofUpdate(sql, arguments);
    if (now == Writing.INTENT && writing != Writing.INTENT && past == Writing.NOTHING) {
      before();
    }
    if (now.isRecord() && inside && carries && writing == Writing.NOTHING) {
      watch.at(Stage.RECORDING, "");
      watch.pass(Point.EXECUTED);
    }
    if (now.isRecord() && !inside) {
      watch.at(Stage.COMMITTING_RECORD, now.name());
    } else if (now.isRecord() && !carries) {
      past = past == Writing.HISTORY ? past : now;
    } else if (now != Writing.NOTHING) {
      writing = now;
    }
    return now;
  }

  /** A commit goes out; what it commits of ours. */
  Commit commits() {
    Commit written = new Commit(past, writing);
    past = Writing.NOTHING;
    writing = Writing.NOTHING;
    if (written.own().isRecord()) {
      watch.at(carries ? Stage.COMMITTING : Stage.COMMITTING_RECORD, written.own().name());
    } else if (written.past().isRecord()) {
      watch.at(Stage.COMMITTING_RECORD, written.past().name());
    }
    return written;
  }

  void committed(Commit written) {
    if (written.isRecord()) {
      watch.pass(Point.COMMITTED);
      recorded(written.past());
      recorded(written.own());
      watch.pass(Point.RECORDED);
    }
    if (written.own() == Writing.FENCE) {
      watch.at(Stage.FENCED, "");
      betweenSteps = true;
    }
    if (written.own() == Writing.INTENT) {
      betweenSteps = false;
      watch.at(Stage.INTENT, "");
      watch.pass(Point.AFTER_INTENT);
    }
  }

  private void recorded(Writing written) {
    if (written.isRecord()) {
      watch.at(Stage.RECORDED, written.name());
      betweenSteps = written == Writing.HISTORY;
      carries = false;
    }
  }

  private void before() {
    watch.at(Stage.BEFORE, "");
    watch.pass(Point.BEFORE_INTENT);
  }

  private static Writing ofUpdate(String sql, @Nullable Object[] arguments) {
    List<@Nullable Object> values = Arrays.asList(arguments);
    if (sql.startsWith("UPDATE") && sql.contains(Tables.FENCE)) {
      return Writing.FENCE;
    }
    if (sql.startsWith("INSERT") && sql.contains(Tables.HISTORY)) {
      return Writing.HISTORY;
    }
    boolean journal = sql.contains(Tables.JOURNAL) && !sql.startsWith("DELETE");
    if (journal && values.contains(JournalEntry.State.INTENT.code())) {
      return Writing.INTENT;
    }
    return journal && values.contains(JournalEntry.State.DONE.code())
        ? Writing.DONE
        : Writing.NOTHING;
  }
}
