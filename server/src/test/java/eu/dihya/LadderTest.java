package eu.dihya;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house keeps its rules, and the rules catch a house that does not. */
class LadderTest {
  private static final String FIXTURE = "eu.dihya.testfixture.ladder";
  private static final String TESTS =
      LadderTest.class.getProtectionDomain().getCodeSource().getLocation().toString();
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(location -> !location.asURI().toString().startsWith(TESTS))
          .importPackages("eu.dihya");
  private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages(FIXTURE);

  @TestFactory
  Stream<DynamicTest> theHouseKeepsItsRules() {
    return IntStream.rangeClosed(1, 5)
        .boxed()
        .flatMap(rule -> rules(new Ladder("eu.dihya"), rule))
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
  }

  @Test
  void nothingIsMockedNotEvenInTests() {
    var everything = new ClassFileImporter().importPackages("eu.dihya");
    new Ladder("eu.dihya")
        .nothingIsMocked("org.mockito..", "org.easymock..", "org.powermock..", "io.mockk..")
        .check(everything);
  }

  @ParameterizedTest
  @CsvSource({
    "1, base.ImportsSql, sql.Lexer",
    "1, sql.HoldsAnArrayOfPlan, plan.OpensConnection",
    "1, cellar.InNoRoom, is in no room",
    "2, demo.MakesAdapter, engine.postgresql.Server",
    "2, api.MakesStore, store.Store",
    "2, api.RefersToConstructor, store.Store",
    "2, cli.CallsFactory, engine.postgresql.Server.start()",
    "2, drift.MakesEngineFile, change.apply.mysql.Lock",
    "3, plan.OpensConnection, java.sql.Connection",
    "3, rollout.strategy.UsesVertx, io.vertx.core.Vertx",
    "4, plan.OpensConnection, java.sql.Connection",
    "4, drift.Routes, io.vertx.ext.web.Router",
    "4, audit.Calls, io.vertx.ext.web.client.WebClient",
    "4, privacy.CallsWithTheJdk, java.net.http.HttpClient",
    "4, report.HasFlags, picocli.CommandLine",
    "4, tenants.UsesJdbi, org.jdbi.v3.core.Jdbi",
    "4, audit.ReadsTokens, com.nimbusds.jwt.JWT",
    "4, alerts.mail.UsesSqlite, org.sqlite.SQLiteConfig",
    "4, security.UsesPgClient, io.vertx.pgclient.PgConnection",
    "5, api.AsksForEverything, TenantScope.everything()",
    "5, cli.RefersToEverything, TenantScope.everything()"
  })
  void aViolationIsNamed(int rule, String violator, String violation) {
    assertThat(violations(rule))
        .anyMatch(line -> origin(line).startsWith(violator) && line.contains(violation));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5"})
  void whatIsAllowedIsNotNamed(int rule) {
    assertThat(violations(rule))
        .extracting(LadderTest::origin)
        .isNotEmpty()
        .noneMatch(origin -> origin.matches("(app|store|engine|change)\\..*"));
  }

  @Test
  void aMockingLibraryIsNamed() {
    var rule = new Ladder(FIXTURE).nothingIsMocked(FIXTURE + ".store..");
    assertThat(rule.evaluate(BROKEN_HOUSE).hasViolation()).isTrue();
  }

  private static List<String> violations(int rule) {
    return rules(new Ladder(FIXTURE), rule)
        .flatMap(r -> r.evaluate(BROKEN_HOUSE).getFailureReport().getDetails().stream())
        .toList();
  }

  /**
   * Where a violation begins, below the fixture: reports read {@code Field <a.b.C.d> has type …}.
   */
  private static String origin(String violation) {
    return violation.replaceFirst("^(\\w+ <)?" + FIXTURE + "\\.", "");
  }

  private static Stream<ArchRule> rules(Ladder ladder, int rule) {
    return switch (rule) {
      case 1 -> Stream.of(ladder.roomsImportOnlyRoomsBefore());
      case 2 -> Stream.of(ladder.adaptersAreMadeByAppAlone());
      case 3 -> Stream.of(ladder.whatDecidesKnowsNoDriver());
      case 4 -> ladder.librariesStayInTheirRoom().stream();
      case 5 -> Stream.of(ladder.everythingIsNamedByFew());
      default -> throw new IllegalArgumentException("no rule " + rule);
    };
  }
}
