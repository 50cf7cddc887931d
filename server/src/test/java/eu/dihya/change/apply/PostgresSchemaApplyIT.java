package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

/** A tenant in a schema of its own, which the first migration finds missing. */
class PostgresSchemaApplyIT extends ApplyContract {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.postgresql();
  }

  @Override
  protected Ground newGround() {
    return Ground.schema(server(), "École \"1\"");
  }

  @Override
  protected void afterAFailureAtTheEnd() {
    agrees("20250101_0900");
    assertThat(count()).isZero();
  }

  @Override
  protected void afterAFailureInTheMiddle() {
    afterAFailureAtTheEnd();
  }
}
