package eu.dihya.engine;

import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the histories of targets that share one database together: one connection, and as few
 * questions as the server bears. Changes nothing there. Thread-safe.
 */
public interface HistoryReader {
  /**
   * What each target says, equal to what {@link TargetHistory#of} reads through a session of its
   * own. Whoever cannot be answered for together with the others is left out, and is to be read in
   * such a session, which then says why.
   *
   * @param targets not empty, and alike in everything but the schema
   * @throws SqlFailure when the database cannot be reached or is lost on the way, which then holds
   *     for all of them
   */
  Map<Target, TargetHistory> read(
      List<Target> targets, Optional<Credentials> credentials, SessionOptions options);
}
