package eu.dihya.scratch;

import eu.dihya.engine.TargetConnector;
import eu.dihya.tenants.Target;

/** A scratch database for as long as it is open. */
public final class ScratchDatabase implements AutoCloseable {
  private final TargetConnector connector;
  private final Target target;

  /**
   * Makes an empty one beside a target.
   *
   * @throws eu.dihya.engine.SqlFailure kind PRIVILEGE when the account may not
   */
  public ScratchDatabase(TargetConnector connector, Target beside) {
    this.connector = connector;
    this.target = connector.createScratch(beside);
  }

  public Target target() {
    return target;
  }

  @Override
  public void close() {
    connector.dropScratch(target);
  }
}
