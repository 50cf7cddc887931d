package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewTextTest {
  @Test
  void takesTheDatabaseAwayWhereOnlyADatabaseCanStand() {
    assertThat(
            ViewText.unqualified(
                "select `a`.`t`.`id` AS `id`,`a`.`e` AS `e`,`a`.`f`(1) AS `x` from (`a`.`t` `a`"
                    + " join `a`.`t` on(`a`.`id` = `a`.`t`.`id`)) where `a`.`e` = 'from `a`.`t`'",
                "a"))
        .isEqualTo(
            "select `t`.`id` AS `id`,`a`.`e` AS `e`,`f`(1) AS `x` from (`t` `a` join `t`"
                + " on(`a`.`id` = `t`.`id`)) where `a`.`e` = 'from `a`.`t`'");
  }

  @Test
  void otherDatabasesStay() {
    assertThat(ViewText.unqualified("select `b`.`t`.`id` AS `id` from `b`.`t`", "a"))
        .isEqualTo("select `b`.`t`.`id` AS `id` from `b`.`t`");
  }

  @Test
  void namesMayHoldQuotesAndDollars() {
    assertThat(ViewText.unqualified("select 1 AS `1` from `a``b`.`t$1`", "a`b"))
        .isEqualTo("select 1 AS `1` from `t$1`");
  }
}
