package eu.dihya.report;

import eu.dihya.report.MigrationReport.EngineVersion;
import eu.dihya.report.MigrationReport.NamedArchive;
import eu.dihya.report.MigrationReport.NamedHash;
import eu.dihya.report.MigrationReport.ProblemGroup;
import eu.dihya.report.MigrationReport.TenantCounts;
import eu.dihya.report.MigrationReport.Wave;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code migration_audit_report.md}: the same report and language always give the same bytes. Times
 * are UTC. Texts that people or tenants chose are shown as they are and can neither format nor
 * link.
 */
public final class MarkdownReport {
  /** The name under which it is archived. */
  public static final String FILE_NAME = "migration_audit_report.md";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MigrationReport report;
  private final ReportTexts texts;
  private final List<String> lines = new ArrayList<>();

  private MarkdownReport(MigrationReport report, ReportTexts texts) {
    this.report = report;
    this.texts = texts;
  }

  public static String render(MigrationReport report, ReportLanguage language) {
    return new MarkdownReport(report, new ReportTexts(language)).render();
  }

  private String render() {
    lines.add("# " + texts.text("title"));
    time();
    stack();
    description();
    steps();
    tests();
    problems();
    rollback();
    section("status", pairs().row(texts.text("status"), "**" + report.status() + "**"));
    section("responsible", pairs().row(texts.text("responsible"), personal(report.responsible())));
    evidence();
    section("comment", List.of(personal(report.comment())));
    report.signOff().ifPresent(this::signOff);
    return String.join("\n", lines) + "\n";
  }

  private void signOff(MigrationReport.SignOff signed) {
    section(
        "signOff",
        pairs()
            .row(texts.text("verdict"), "**" + signed.verdict() + "**")
            .row(texts.text("signedAt"), TIME.format(signed.at().truncatedTo(ChronoUnit.SECONDS)))
            .row(texts.text("signedBy"), personal(signed.by()))
            .row(texts.text("signedComment"), personal(signed.comment())));
  }

  private void time() {
    Instant started = report.time().started().truncatedTo(ChronoUnit.SECONDS);
    Instant finished = report.time().finished().truncatedTo(ChronoUnit.SECONDS);
    section(
        "time",
        pairs()
            .row(texts.text("started"), TIME.format(started))
            .row(texts.text("finished"), TIME.format(finished))
            .row(texts.text("duration"), duration(Duration.between(started, finished))));
  }

  private void stack() {
    MarkdownTable table =
        pairs()
            .row("Dihya", MarkdownText.inline(report.stack().dihya()))
            .row("Java", MarkdownText.inline(report.stack().java()));
    for (EngineVersion engine : report.stack().engines()) {
      table.row(texts.text("engine." + engine.engine()), MarkdownText.inline(engine.version()));
    }
    section("stack", table);
  }

  private void description() {
    section(
        "description",
        pairs()
            .row(texts.text("subject"), MarkdownText.inline(report.description().title()))
            .row(texts.text("rollout"), MarkdownText.code(report.description().rolloutId()))
            .row(texts.text("release"), MarkdownText.code(report.description().releaseDigest())));
    lines.addAll(List.of("", texts.text("migrations")));
    lines.add("");
    List<String> migrations = report.description().migrations();
    migrations.forEach(migration -> lines.add("- " + MarkdownText.code(migration)));
    if (migrations.isEmpty()) {
      lines.add(texts.text("none"));
    }
  }

  private void steps() {
    MarkdownTable table =
        table(
            "wave",
            "tenants",
            "done",
            "failed",
            "held",
            "skipped",
            "reverted",
            "started",
            "finished");
    for (Wave wave : report.steps()) {
      TenantCounts tenants = wave.tenants();
      table.row(
          number(wave.number()),
          number(tenants.all()),
          number(tenants.done()),
          number(tenants.failed()),
          number(tenants.held()),
          number(tenants.skipped()),
          number(tenants.reverted()),
          wave.started().map(TIME::format).orElse("–"),
          wave.finished().map(TIME::format).orElse("–"));
    }
    section("steps", report.steps().isEmpty() ? List.of(texts.text("none")) : table.lines());
  }

  private void tests() {
    MigrationReport.Tests tests = report.tests();
    section(
        "tests",
        table("check", "count")
            .row(texts.text("verify.passed"), number(tests.verifyPassed()))
            .row(texts.text("verify.failed"), number(tests.verifyFailed()))
            .row(texts.text("shapes.expected"), number(tests.shapesExpected()))
            .row(texts.text("shapes.different"), number(tests.shapesDifferent()))
            .row(texts.text("shapes.notVerified"), number(tests.shapesNotVerified())));
  }

  private void problems() {
    MarkdownTable table = table("errorClass", "tenants", "statement");
    for (ProblemGroup problem : report.problems()) {
      String statement =
          problem.statement().map(position -> MarkdownText.code(position.toString())).orElse("–");
      table.row(MarkdownText.code(problem.errorClass()), number(problem.tenants()), statement);
    }
    section("problems", report.problems().isEmpty() ? List.of(texts.text("none")) : table.lines());
  }

  private void evidence() {
    MarkdownTable table = table("item", "address");
    for (NamedArchive archive : report.evidence().archives()) {
      table.row(MarkdownText.inline(archive.name()), MarkdownText.code(archive.cid().toString()));
    }
    for (NamedHash log : report.evidence().logs()) {
      table.row(MarkdownText.inline(log.name()), "sha256 " + MarkdownText.code(log.sha256()));
    }
    section("evidence", table.lines().size() == 2 ? List.of(texts.text("none")) : table.lines());
  }

  private void rollback() {
    MigrationReport.Rollback rollback = report.rollback();
    MarkdownTable table =
        pairs().row(texts.text("rollback"), texts.text(rollback.done() ? "yes" : "no"));
    if (rollback.done()) {
      table
          .row(
              texts.text("means"),
              texts.text("means." + rollback.means().name().toLowerCase(Locale.ROOT)))
          .row(texts.text("tenants"), number(rollback.tenants()));
    }
    section("rollback", table);
  }

  private String personal(Optional<String> text) {
    return text.map(MarkdownText::inline).orElse(texts.text("absent"));
  }

  private MarkdownTable pairs() {
    return table("field", "value");
  }

  private MarkdownTable table(String... keys) {
    return new MarkdownTable(Arrays.stream(keys).map(texts::text).toList());
  }

  private void section(String key, MarkdownTable table) {
    section(key, table.lines());
  }

  private void section(String key, List<String> content) {
    lines.addAll(List.of("", "## " + texts.text("section." + key), ""));
    lines.addAll(content);
  }

  private static String number(int value) {
    return Integer.toString(value);
  }

  private static String duration(Duration duration) {
    return "%d h %02d min %02d s"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }
}
