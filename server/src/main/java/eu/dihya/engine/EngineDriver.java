package eu.dihya.engine;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An engine family. Thread-safe; made once by {@code app}. */
public interface EngineDriver extends AutoCloseable {
  /** The engines it serves. */
  Set<Engine> engines();

  Dialect dialect();

  SchemaReader schemaReader();

  /**
   * Tells whether a statement that could not be in a transaction took effect, beyond what the
   * witness tells.
   */
  default StatementProbe probe() {
    return StatementProbe.NONE;
  }

  /**
   * Reads histories without a session for each target; empty where every target has a database of
   * its own and nothing is won.
   */
  default Optional<HistoryReader> historyReader() {
    return Optional.empty();
  }

  /**
   * Opens a session on a connection of its own, with the timeouts set and the target's schema
   * current.
   *
   * @throws SqlFailure kind UNREACHABLE, WRONG_PASSWORD, NO_SUCH_DATABASE or POOLER, in words for
   *     an operator
   */
  Session connect(Target target, Optional<Credentials> credentials, SessionOptions options);

  /**
   * Creates an empty scratch database (or SQLite file) of the same engine and version beside the
   * given target and returns its target, with the same credentials. Its name starts with {@code
   * dihya_scratch_}.
   *
   * @throws SqlFailure kind PRIVILEGE when the account may not create one
   */
  Target createScratch(Target beside, Optional<Credentials> credentials, SessionOptions options);

  /** Drops what {@link #createScratch} made; refuses any other target. */
  void dropScratch(Target scratch, Optional<Credentials> credentials, SessionOptions options);

  /**
   * The scratch databases beside a target, whoever made them, as far as this account sees them;
   * {@link ScratchName} tells how old each is.
   */
  List<Target> scratches(Target beside, Optional<Credentials> credentials, SessionOptions options);

  @Override
  void close();
}
