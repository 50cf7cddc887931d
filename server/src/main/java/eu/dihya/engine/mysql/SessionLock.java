package eu.dihya.engine.mysql;

import eu.dihya.engine.LockHolder;
import eu.dihya.engine.LockKey;
import eu.dihya.engine.Row;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The named lock of one database, and with it the lock that bears the installation's name. They
 * belong to the connection and outlive a dead client for as long as the server still runs its last
 * statement, so a free lock means that nothing of a predecessor is under way.
 */
final class SessionLock {
  private final Wire wire;
  private final Processes processes;
  private final Predicate<String> openHere;
  private final String name;
  private final Optional<String> ownerName;
  private boolean held;

  /**
   * @param owner name of the installation; may be empty
   * @param openHere whether this process has the connection with that id
   */
  SessionLock(
      Wire wire, Processes processes, String database, String owner, Predicate<String> openHere) {
    this.wire = wire;
    this.processes = processes;
    this.openHere = openHere;
    this.name = "'dihya:" + LockKey.of(database).hex() + "'";
    this.ownerName =
        owner.isEmpty()
            ? Optional.empty()
            : Optional.of("'dihya-of:" + LockKey.ofOwner(owner, database).hex() + "'");
  }

  /** Never waits in the server, where a waiting statement could deadlock with others. */
  Optional<LockHolder> tryTake() {
    if (!held) {
      held = number(taking()).orElse(0) == 1;
    }
    return held ? Optional.empty() : Optional.of(holder());
  }

  void release() {
    if (held) {
      held = false;
      wire.run("DO RELEASE_LOCK(" + name + ")");
      ownerName.ifPresent(owner -> wire.run("DO RELEASE_LOCK(" + owner + ")"));
    }
  }

  /** Ends the connection that has the lock if it is that one and does nothing. */
  void end(LockHolder holder) {
    OptionalLong now = number("IS_USED_LOCK(" + name + ")");
    if (now.isPresent() && Long.toString(now.getAsLong()).equals(holder.connection())) {
      processes.endIdle(now.getAsLong());
    }
  }

  private String taking() {
    String take = "GET_LOCK(" + name + ", 0)";
    return ownerName
        .map(owner -> "IF(%s = 1, COALESCE(GET_LOCK(%s, 0), 0) >= 0, 0)".formatted(take, owner))
        .orElse(take);
  }

  private LockHolder holder() {
    OptionalLong holder = number("IS_USED_LOCK(" + name + ")");
    if (holder.isEmpty()) {
      return LockHolder.GONE;
    }
    boolean ours =
        ownerName.map(owner -> number("IS_USED_LOCK(" + owner + ")").equals(holder)).orElse(false);
    String id = Long.toString(holder.getAsLong());
    return processes.holder(holder.getAsLong(), ours && !openHere.test(id));
  }

  private OptionalLong number(String expression) {
    Row row = Rows.of(wire.run("SELECT " + expression + " AS answer")).getFirst();
    return row.textOrNull("answer") == null
        ? OptionalLong.empty()
        : OptionalLong.of(row.number("answer"));
  }
}
