package eu.dihya.audit;

import eu.dihya.security.AccountStore.Kept;

/** Changes accounts, each change with its entry in the audit in one transaction. Thread-safe. */
public interface AccountLedger {
  /**
   * Adds an account.
   *
   * @return false when there is one of that name or of that identity; nothing is written then
   */
  boolean add(Kept account, AuditEntry entry);

  /**
   * Changes an account.
   *
   * @param sessions which of its sessions end
   * @return false when it was changed since it was read, as its revision shows; nothing is written
   *     then
   */
  boolean replace(Kept changed, Ending sessions, AuditEntry entry);

  /** Sessions that a change ends. */
  record Ending(boolean any, String but) {
    public static final Ending NONE = new Ending(false, "");
    public static final Ending ALL = new Ending(true, "");

    /** All but the one of which this is the id. */
    public static Ending allBut(String session) {
      return new Ending(true, session);
    }
  }
}
