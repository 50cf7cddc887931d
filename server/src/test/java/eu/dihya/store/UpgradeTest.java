package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.security.ApiToken;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version has written in a file. */
class UpgradeTest {
  @TempDir Path directory;

  private ControlStore open() {
    return ControlStore.open(directory.resolve("control.db"));
  }

  @Test
  void aTokenOfAnEarlierVersionKnowsOfAllTenants() {
    ControlStore control = open();
    control.run(
        handle ->
            handle.execute(
                "INSERT INTO api_token (id, secret_hash, body) VALUES ('t', 'x', '{\"id\":\"t\","
                    + "\"name\":\"n\",\"role\":\"VIEWER\",\"createdBy\":\"p\",\"createdAt\":"
                    + "\"2026-03-02T12:00:00Z\",\"expiresAt\":\"2026-03-02T12:00:00Z\"}')"));
    control.run(
        handle -> {
          handle.execute("DROP INDEX account_identity");
          handle.execute("ALTER TABLE account DROP COLUMN identity");
          handle.execute("DROP TABLE sealed_secret");
          handle.execute("DROP TABLE plan_approval");
          handle.execute("PRAGMA user_version = 4");
        });
    control.close();
    control = open();
    assertThat(token(control).scope()).isEqualTo(everything());
    control.close();
  }

  private static ApiToken token(ControlStore control) {
    return new JdbiApiTokenStore(control).find("t").orElseThrow().token();
  }
}
