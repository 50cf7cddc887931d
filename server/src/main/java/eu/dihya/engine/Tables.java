package eu.dihya.engine;

import java.util.Locale;

/**
 * Names of the tables that we keep inside each target. An adapter's {@link Dialect} gives them
 * exactly the columns that {@link SchemaHistory}, {@link Journal} and {@link Fence} name (besides
 * keys of its own that fill themselves), and leaves them all out of shape and witness.
 */
public final class Tables {
  /** {@code id} (fills itself, rising), then the columns of {@link HistoryRow}. */
  public static final String HISTORY = "dihya_schema_history";

  /**
   * {@code id} (fills itself, rising), then the columns of {@link JournalEntry}; made by {@link
   * Journal#prepare()}.
   */
  public static final String JOURNAL = "dihya_journal";

  /** {@code epoch}; one row, written by {@link SchemaHistory#prepare()}. */
  public static final String FENCE = "dihya_fence";

  /** {@code uuid}; one row, written by {@link SchemaHistory#prepare()}. */
  public static final String INSTANCE = "dihya_instance";

  private Tables() {}

  /** Whether an object of a target belongs to us and not to the tenant. */
  public static boolean isOurs(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("dihya_");
  }
}
