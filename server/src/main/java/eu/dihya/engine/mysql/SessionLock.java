package eu.dihya.engine.mysql;

import eu.dihya.engine.Row;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The named lock of one database. It belongs to the connection and outlives a dead client for as
 * long as the server still runs its last statement, so a free lock means that nothing of a
 * predecessor is under way.
 */
final class SessionLock {
  private final Wire wire;
  private final String name;
  private boolean held;

  SessionLock(Wire wire, String database) {
    this.wire = wire;
    this.name = "'dihya:" + hash(database) + "'";
  }

  /**
   * Polls rather than waits inside the server, where a waiting statement could deadlock with
   * others.
   */
  void take(Duration wait, Processes processes) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (!held) {
      held = number("GET_LOCK(" + name + ", 0)").orElse(0) == 1;
      if (!held && System.nanoTime() >= deadline) {
        throw refused(wait, processes);
      }
      if (!held) {
        pause();
      }
    }
  }

  void release() {
    if (held) {
      held = false;
      wire.run("DO RELEASE_LOCK(" + name + ")");
    }
  }

  private SqlFailure refused(Duration wait, Processes processes) {
    OptionalLong holder = number("IS_USED_LOCK(" + name + ")");
    String who =
        holder.isPresent()
            ? processes.holder(holder.getAsLong())
            : "a connection that has just ended";
    String message =
        "the database's session lock was not free within %d ms: it is held by %s"
            .formatted(wait.toMillis(), who);
    return new SqlFailure(Kind.LOCKED, message, null, 0, null);
  }

  private OptionalLong number(String expression) {
    Row row = Rows.of(wire.run("SELECT " + expression + " AS answer")).getFirst();
    return row.textOrNull("answer") == null
        ? OptionalLong.empty()
        : OptionalLong.of(row.number("answer"));
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 200)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure(
          Kind.CANCELLED, "interrupted while waiting for the session lock", null, 0, null);
    }
  }

  /** Lock names end at 64 characters, names of databases as well. */
  private static String hash(String database) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(database.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
