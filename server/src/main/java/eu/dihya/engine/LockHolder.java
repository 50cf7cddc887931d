package eu.dihya.engine;

import java.time.Duration;

/**
 * Who has a target's session lock, as the server shows it.
 *
 * @param connection what the server calls it; empty where it cannot be told
 * @param text who it is and what it does, in words
 * @param kin whether it is a connection that this installation made and no longer has: that of an
 *     earlier process, or one whose answer this process has given up
 * @param running whether its statement still runs, or may, as far as can be seen
 * @param age how long it has run that statement, or done nothing
 * @param statement the statement that runs as the server has it, with its literals, not to be shown
 *     as it is; empty when nothing runs or it cannot be seen
 * @param wayOut how a person ends it
 */
public record LockHolder(
    String connection,
    String text,
    boolean kin,
    boolean running,
    Duration age,
    String statement,
    String wayOut) {
  /** When the lock was taken and its holder was gone before it could be looked at. */
  public static final LockHolder GONE =
      new LockHolder(
          "", "a session that has just ended", false, false, Duration.ZERO, "", "try again");

  /** A holder of which the engine tells no more than what to say of it. */
  public static LockHolder stranger(String text, String wayOut) {
    return new LockHolder("", text, false, true, Duration.ZERO, "", wayOut);
  }

  /** Its client is gone and the server still works for it: nothing but waiting is safe. */
  public boolean orphanRunning() {
    return kin && running;
  }

  /** Its client is gone, nothing runs, and the server has not heard of it for so long. */
  public boolean abandonedFor(Duration grace) {
    return kin && !running && age.compareTo(grace) >= 0;
  }
}
