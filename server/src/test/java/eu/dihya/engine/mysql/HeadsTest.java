package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE a ADD b int | true",
        "# comment create | false",
        "/*!40000 ALTER TABLE a DISABLE KEYS */ | true",
        "/*M!100100 DROP TABLE a */ | true",
        "create temporary table a (id int) | false",
        "DROP TEMPORARY TABLE a | false",
        "CREATE OR REPLACE TEMPORARY TABLE a (id int) | false",
        "INSERT INTO a VALUES ('CREATE') | false",
        "UPDATE a SET b = 1 | false",
        "truncate a | true"
      })
  void knowsWhatCommitsByItself(String sql, boolean commits) {
    assertThat(Heads.commitsImplicitly(sql)).isEqualTo(commits);
  }

  @Test
  void readsThroughCommentsOfEveryKind() {
    assertThat(Heads.words("# x\n-- y\n/* z */ commit and chain")).isEqualTo("COMMIT AND");
    assertThat(Heads.words("/*! COMMIT */")).isEqualTo("COMMIT");
    assertThat(Heads.words("")).isEmpty();
  }
}
