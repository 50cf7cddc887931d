package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A server, command lines that find it, and Ctrl-C. */
@Execution(ExecutionMode.CONCURRENT)
class SignalsIT {
  private static final Pattern RESUME = Pattern.compile("Go on with: (?:\\S*dihya )(.*)");
  private static final Pattern WATCH = Pattern.compile("Come back with: (?:\\S*dihya )(.*)");

  @Test
  void interruptedInItsOwnProcessItPausesAndThePrintedCommandFinishesIt() {
    Site site = CountedMigrations.into(new Site().withEveryEngine());
    try (Running running = site.start("migrate")) {
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isHalfWay(site));
      Ended ended = running.interrupt().end().exits(130).speaksPlainly().says("paused");
      site.run("rollout", "list", "--output", "json")
          .exits(0)
          .prints("\"state\"", "paused", "shutdown");
      assertThat(site.tenants())
          .anyMatch(tenant -> !tenant.history().equals(CountedMigrations.VERSIONS));
      site.run(command(RESUME, ended)).exits(0);
    }
    site.tenants()
        .forEach(
            tenant ->
                assertThat(tenant.history()).as(tenant.id()).isEqualTo(CountedMigrations.VERSIONS));
  }

  @Test
  void aCommandLineFindsTheServerAndLeavesItsWatchWithoutAbortingAnything() {
    Site site = CountedMigrations.into(new Site().withEveryEngine());
    Path file = site.directory().resolve(".dihya").resolve("server.json");
    try (Running server = site.start("serve", "--port", "0").untilItSays("Dihya listens on ")) {
      assertThat(file).exists();
      try (Running client = site.start("migrate", "-v")) {
        await()
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> isHalfWay(site));
        Ended left =
            client
                .interrupt()
                .end()
                .exits(130)
                .speaksPlainly()
                .says("using the server at", "goes on without this command");
        site.run(command(WATCH, left)).exits(0).prints("succeeded");
      }
      site.run("migrate").exits(0).prints("every tenant is up to date (6 at");
      server.interrupt().end().exits(0).says("Stopped.");
    }
    assertThat(Files.exists(file)).isFalse();
    site.tenants()
        .forEach(
            tenant ->
                assertThat(tenant.history()).as(tenant.id()).isEqualTo(CountedMigrations.VERSIONS));
  }

  /** From now on, and not for a moment that a busy machine may miss; the slow one comes next. */
  private static boolean isHalfWay(Site site) {
    return site.tenants().stream()
        .filter(tenant -> tenant.engine() == Engine.POSTGRESQL)
        .anyMatch(tenant -> tenant.history().size() >= 2);
  }

  /** What a person would paste, without the workspace that every run of a site is given. */
  private static String[] command(Pattern pattern, Ended ended) {
    Matcher printed = pattern.matcher(ended.err());
    assertThat(printed.find()).as(ended::toString).isTrue();
    List<String> words = List.of(printed.group(1).strip().replaceAll(" -w \\S+", "").split(" "));
    return words.toArray(String[]::new);
  }
}
