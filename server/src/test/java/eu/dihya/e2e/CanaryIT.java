package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sixty tenants, of which one of the canary's fails: what the targets' own histories say about
 * everybody else.
 */
@Execution(ExecutionMode.CONCURRENT)
class CanaryIT {
  private static final int TENANTS = 60;
  private static final String FIRST = "20250101_0000";
  private static final String SECOND = "20250202_0000";
  private static final String FAILING = "canary-bad";
  private static final Pattern ROLLOUT = Pattern.compile("\\bR-\\d+\\b");
  private static final String HEADER =
      "-- Purpose: keep mail addresses\n-- Impact: small\n-- Rollback: none\n-- migrate:up\n";

  @ParameterizedTest
  @CsvSource({"pause,sqlite,5", "drain,postgresql,3", "abort,mariadb,1"})
  void nobodyBeyondTheCanaryIsTouched(String onFailure, String engine, int exitCode) {
    Site site = fleet(engine);
    site.run("migrate").exits(0);
    site.tenant(FAILING).execute("INSERT INTO mail (id, address) VALUES (2, 'one@example.org')");
    site.file(
        "migrations/common/" + SECOND + "_unique.sql",
        HEADER
            + "CREATE TABLE seen (id INTEGER PRIMARY KEY);\n\n"
            + "  CREATE UNIQUE INDEX mail_address ON mail (address);\n");
    site.file("rollout.yaml", rollout(onFailure));

    Ended ended = site.run("migrate", "-f", site.directory().resolve("rollout.yaml").toString());
    ended
        .exits(exitCode)
        .speaksPlainly()
        .says("migrations/common/" + SECOND + "_unique.sql:7:3", FAILING);
    Map<String, List<String>> histories = histories(site);
    assertThat(histories).hasSize(TENANTS);
    histories.forEach(
        (tenant, history) -> {
          if (isCanary(tenant) && !tenant.equals(FAILING) && !onFailure.equals("abort")) {
            assertThat(history).as(tenant).containsExactly(FIRST, SECOND);
          } else if (!isCanary(tenant) || tenant.equals(FAILING)) {
            assertThat(history).as(tenant).containsExactly(FIRST);
          }
        });
    site.tenants().stream()
        .filter(tenant -> !isCanary(tenant.id()))
        .forEach(tenant -> assertThat(tenant.hasTable("seen")).as(tenant.id()).isFalse());

    site.tenant(FAILING).execute("DELETE FROM mail WHERE id = 2");
    finish(site, onFailure, ended).exits(0);
    histories(site)
        .forEach(
            (tenant, history) -> assertThat(history).as(tenant).containsExactly(FIRST, SECOND));
  }

  /** A paused rollout is gone on with; one that has ended is followed by another. */
  private static Ended finish(Site site, String onFailure, Ended ended) {
    if (!onFailure.equals("pause")) {
      return site.run("migrate");
    }
    Matcher rollout = ROLLOUT.matcher(ended.err());
    assertThat(rollout.find()).as(ended::toString).isTrue();
    return site.run("rollout", "retry", rollout.group(), "--wait");
  }

  private static Site fleet(String engineOfFailing) {
    Site site =
        new Site()
            .sqlite("canary-lite")
            .postgresql("canary-post")
            .mariadb("canary-maria")
            .schema("canary-schema");
    switch (engineOfFailing) {
      case "sqlite" -> site.sqlite(FAILING);
      case "postgresql" -> site.postgresql(FAILING);
      default -> site.mariadb(FAILING);
    }
    site.postgresql("other-post").schema("other-schema").mariadb("other-maria");
    for (int i = site.tenants().size() + 1; i <= TENANTS; i++) {
      site.sqlite("lite-" + i);
    }
    return site.file(
        "migrations/common/" + FIRST + "_mail.sql",
        HEADER
            + "CREATE TABLE mail (id INTEGER PRIMARY KEY, address VARCHAR(80) NOT NULL);\n"
            + "INSERT INTO mail (id, address) VALUES (1, 'one@example.org');\n");
  }

  private static String rollout(String onFailure) {
    return """
    strategy:
      rolling:
        waves: [ { canary: true, select: "id=canary-*" }, 50%%, 100%% ]
        failureBudget: { canary: 0, total: 0 }
        onFailure: %s
    """
        .formatted(onFailure);
  }

  private static boolean isCanary(String tenant) {
    return tenant.startsWith("canary-");
  }

  private static Map<String, List<String>> histories(Site site) {
    return site.tenants().parallelStream()
        .collect(Collectors.toMap(SiteTenant::id, SiteTenant::history));
  }
}
