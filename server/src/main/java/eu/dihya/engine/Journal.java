package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code dihya_journal} of a target: statements that could not share a transaction with
 * their history row. A target that never had such a statement has no journal, which reads like an
 * empty one. An entry is known by run, stream, version, kind and statement. Bound to a session, and
 * as little thread-safe.
 */
public final class Journal {
  private static final List<String> KEY = List.of("run", "stream", "version", "kind", "statement");
  private static final List<String> CONTENT =
      List.of(
          "sha256",
          "class",
          "state",
          "witness_before",
          "shape_expected",
          "epoch",
          "connection",
          "actor");
  private static final List<String> CHANGED =
      Stream.concat(CONTENT.stream(), Stream.of("at")).toList();

  private final Session session;
  private final Dialect dialect;
  private final Target target;
  private final Columns key;
  private final Columns content;

  public Journal(Session session, Dialect dialect, Target target) {
    this.session = session;
    this.dialect = dialect;
    this.target = target;
    this.key = new Columns(dialect, KEY);
    this.content = new Columns(dialect, CONTENT);
  }

  /**
   * Creates the table where it is missing: only who has something to write needs it. To be called
   * under the session lock and outside a transaction.
   */
  public void prepare() {
    if (!exists()) {
      session.update(dialect.createJournal(target));
    }
  }

  /**
   * Writes that a statement is about to be sent; to be committed before it is. An entry with the
   * same key, left by an attempt that is known not to have taken effect, is written anew.
   */
  public void intent(JournalEntry entry) {
    write(entry, JournalEntry.State.INTENT);
  }

  /** Writes that a statement took effect. */
  public void done(JournalEntry entry) {
    write(entry, JournalEntry.State.DONE);
  }

  /**
   * Writes that nobody can tell whether a statement took effect; when it was to be sent stays as it
   * is.
   */
  public void undecided(JournalEntry entry) {
    session.update(
        "UPDATE %s SET %s = ? WHERE %s"
            .formatted(table(), dialect.identifier("state"), key.condition()),
        joined(new @Nullable Object[] {JournalEntry.State.UNDECIDED.code()}, keyOf(entry)));
  }

  /**
   * Takes an entry back whose statement is known not to have taken effect and will not be tried
   * again.
   */
  public void retract(JournalEntry entry) {
    session.update("DELETE FROM %s WHERE %s".formatted(table(), key.condition()), keyOf(entry));
  }

  /** Entries of all runs that are not done, in the order in which they were written. */
  public List<JournalEntry> open() {
    return select("state <> ?", JournalEntry.State.DONE.code());
  }

  /** All entries, in the order in which they were written. */
  public List<JournalEntry> all() {
    return select("1 = 1");
  }

  /** Entries of one section of one run, by statement. */
  public List<JournalEntry> of(String run, String stream, String version, HistoryRow.Kind kind) {
    Columns section = new Columns(dialect, KEY.subList(0, KEY.size() - 1));
    return select(section.condition(), run, stream, version, kind.code());
  }

  /**
   * Removes the entries of a migration; to be called in the transaction that writes its history
   * row.
   */
  public void settle(String stream, String version, HistoryRow.Kind kind) {
    Columns section = new Columns(dialect, List.of("stream", "version", "kind"));
    session.post(
        "DELETE FROM %s WHERE %s".formatted(table(), section.condition()),
        stream,
        version,
        kind.code());
  }

  private boolean exists() {
    return !session.query(dialect.existence(target, Tables.JOURNAL)).isEmpty();
  }

  private List<JournalEntry> select(String condition, Object... arguments) {
    if (!exists()) {
      return List.of();
    }
    String at = dialect.identifier("at");
    String sql =
        "SELECT %s, %s, %s FROM %s WHERE %s ORDER BY id"
            .formatted(key.list(), content.list(), at, table(), condition);
    return session.query(sql, arguments).stream().map(Journal::read).toList();
  }

  private void write(JournalEntry entry, JournalEntry.State state) {
    String at = dialect.identifier("at");
    @Nullable Object[] values = {
      entry.sha256(),
      entry.statementClass().name(),
      state.code(),
      entry.witnessBefore(),
      entry.shapeExpected(),
      entry.epoch(),
      entry.connection(),
      entry.actor()
    };
    String insert =
        "INSERT INTO %s (%s, %s, %s) VALUES (%s, %s, %s)"
            .formatted(
                table(),
                key.list(),
                content.list(),
                at,
                key.marks(),
                content.marks(),
                dialect.now());
    session.post(insert + dialect.orReplace(KEY, CHANGED), joined(keyOf(entry), values));
  }

  private String table() {
    return dialect.table(target, Tables.JOURNAL);
  }

  private static @Nullable Object[] keyOf(JournalEntry entry) {
    return new @Nullable Object[] {
      entry.run(), entry.stream(), entry.version(), entry.kind().code(), (long) entry.statement()
    };
  }

  private static @Nullable Object[] joined(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] all = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return all;
  }

  private static JournalEntry read(Row row) {
    return new JournalEntry(
        row.text("run"),
        row.text("stream"),
        row.text("version"),
        HistoryRow.Kind.of(row.text("kind")),
        (int) row.number("statement"),
        row.text("sha256"),
        StatementClass.valueOf(row.text("class")),
        JournalEntry.State.of(row.text("state")),
        row.text("witness_before"),
        row.textOrNull("shape_expected"),
        row.number("epoch"),
        row.text("connection"),
        row.text("actor"),
        row.instantOrNull("at"));
  }
}
