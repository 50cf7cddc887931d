package eu.dihya.report;

import eu.dihya.archive.Cid;
import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.report.MigrationReport.Description;
import eu.dihya.report.MigrationReport.EngineVersion;
import eu.dihya.report.MigrationReport.Evidence;
import eu.dihya.report.MigrationReport.Means;
import eu.dihya.report.MigrationReport.NamedArchive;
import eu.dihya.report.MigrationReport.NamedHash;
import eu.dihya.report.MigrationReport.Period;
import eu.dihya.report.MigrationReport.ProblemGroup;
import eu.dihya.report.MigrationReport.Rollback;
import eu.dihya.report.MigrationReport.Stack;
import eu.dihya.report.MigrationReport.Status;
import eu.dihya.report.MigrationReport.TenantCounts;
import eu.dihya.report.MigrationReport.Tests;
import eu.dihya.report.MigrationReport.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports for tests. */
final class Reports {
  private static final String EMPTY_FILE =
      "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  private Reports() {}

  static MigrationReport failedInTheSecondWave() {
    return new MigrationReport(
        new Period(Instant.parse("2026-12-06T01:00:00.4Z"), Instant.parse("2026-12-06T02:05:09Z")),
        new Stack(
            "0.1.0",
            "25.0.1",
            List.of(
                EngineVersion.of(Engine.POSTGRESQL, "18.6"),
                EngineVersion.of(Engine.MARIADB, "11.4.5"))),
        description("Téléphone des patients | phase 1"),
        List.of(
            new Wave(
                1,
                new TenantCounts(2, 2, 0, 0, 0, 0),
                Optional.of(Instant.parse("2026-12-06T01:00:01Z")),
                Optional.of(Instant.parse("2026-12-06T01:10:00Z"))),
            new Wave(
                2,
                new TenantCounts(40, 31, 3, 1, 1, 4),
                Optional.of(Instant.parse("2026-12-06T01:20:00Z")),
                Optional.empty()),
            new Wave(3, new TenantCounts(60, 0, 0, 0, 60, 0), Optional.empty(), Optional.empty())),
        new Tests(66, 1, 33, 2, 4),
        List.of(
            new ProblemGroup(
                "unique-violation",
                2,
                Optional.of(
                    new SourcePosition(
                        "migrations/common/20250601_0900_add_phone.postgresql.sql", 12, 3))),
            new ProblemGroup("lock-timeout", 1, Optional.empty())),
        new Rollback(true, Means.DOWN_SECTIONS, 4),
        Status.KO,
        Optional.of("p-7f3a"),
        new Evidence(
            List.of(new NamedArchive("release", Cid.parse(EMPTY_FILE))),
            List.of(
                new NamedHash(
                    "clinique-lyon.ndjson",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))),
        Optional.of("Three clinics had the same number twice.\nNext try on Sunday."));
  }

  static MigrationReport nothingToDo() {
    Instant now = Instant.parse("2026-12-06T01:00:00Z");
    return new MigrationReport(
        new Period(now, now),
        new Stack("0.1.0", "25.0.1", List.of()),
        new Description("Nothing", "r-1", "sha256:00", List.of()),
        List.of(),
        new Tests(0, 0, 0, 0, 0),
        List.of(),
        Rollback.none(),
        Status.OK,
        Optional.empty(),
        new Evidence(List.of(), List.of()),
        Optional.empty());
  }

  static Description description(String title) {
    return new Description(
        title,
        "r-20261206-1",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        List.of("20250522_1200_create_users_table.sql", "20250601_0900_add_phone.postgresql.sql"));
  }
}
