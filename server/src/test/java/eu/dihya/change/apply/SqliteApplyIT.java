package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

class SqliteApplyIT extends ApplyContract {
  @Override
  protected Ground newGround() {
    return Ground.sqlite();
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
