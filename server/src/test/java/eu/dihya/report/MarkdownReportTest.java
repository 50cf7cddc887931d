package eu.dihya.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.report.MigrationReport.Means;
import eu.dihya.report.MigrationReport.ProblemGroup;
import eu.dihya.report.MigrationReport.Rollback;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarkdownReportTest {
  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void isTheGoldenReport(ReportLanguage language) throws IOException {
    String report = MarkdownReport.render(Reports.failedInTheSecondWave(), language);
    assertThat(report).isEqualTo(golden("failed_" + language.tag() + ".golden.md"));
  }

  @ParameterizedTest
  @EnumSource(ReportLanguage.class)
  void saysWhatThereIsNot(ReportLanguage language) throws IOException {
    String report = MarkdownReport.render(Reports.nothingToDo(), language);
    assertThat(report).isEqualTo(golden("nothing_" + language.tag() + ".golden.md"));
  }

  @Test
  void leavesPeopleOutOfThePublicCopy() {
    MigrationReport copy = Reports.failedInTheSecondWave().publicCopy();
    for (String text :
        new String[] {MarkdownReport.render(copy, ReportLanguage.EN), JsonReport.render(copy)}) {
      assertThat(text)
          .doesNotContain("p-7f3a")
          .doesNotContain("clinics had")
          .contains("unique-violation");
    }
  }

  @Test
  void isReadBackFromJson() throws IOException {
    String json = JsonReport.render(Reports.failedInTheSecondWave());
    assertThat(json).isEqualTo(golden("failed.golden.json"));
    assertThat(JsonReport.read(json)).isEqualTo(Reports.failedInTheSecondWave());
    assertThatThrownBy(() -> JsonReport.read(json.replaceFirst("\"stack\"", "\"stak\"")))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("stak");
  }

  @Test
  void hasTheSameWordsInEveryLanguage() {
    assertThat(new ReportTexts(ReportLanguage.FR).keys())
        .isEqualTo(new ReportTexts(ReportLanguage.EN).keys());
  }

  @Test
  void hasAWordForEveryWayBack() {
    for (ReportLanguage language : ReportLanguage.values()) {
      for (Means means : Means.values()) {
        assertThat(
                new ReportTexts(language)
                    .text("means." + means.name().toLowerCase(java.util.Locale.ROOT)))
            .isNotBlank();
      }
    }
  }

  @Test
  void takesNoMessageForAnErrorClassAndNoHalfRollback() {
    assertThatThrownBy(
            () ->
                new ProblemGroup(
                    "Key (email)=(anna@example.org) already exists", 1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("anna");
    assertThatThrownBy(() -> new Rollback(true, Means.NONE, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rollback(false, Means.NONE, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rollback(true, Means.BACKUP, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '"',
      textBlock =
          """
          plain é ⵣ 😀 § plain é ⵣ 😀
          a|b § a\\|b
          `code` § \\`code\\`
          <script>alert(1)</script> § &lt;script&gt;alert\\(1\\)&lt;/script&gt;
          &lt; § &amp;lt;
          [a](javascript:b) § \\[a\\]\\(javascript:b\\)
          ![a](x) § \\!\\[a\\]\\(x\\)
          *a* _b_ ~~c~~ § \\*a\\* \\_b\\_ \\~\\~c\\~\\~
          # head § \\# head
          - item § \\- item
          --- § \\---
          === § \\=\\=\\=
          12. item § 12\\. item
          12. § 12\\.
          0.1.0 § 0.1.0
          a\\|b § a\\\\\\|b
          https://evil.example § https&#58;//evil.example
          WWW.evil.example § www&#46;evil.example
          anna@evil.example § anna&#64;evil.example
          $x$ § \\$x\\$
          """)
  void showsWhatOthersWroteAndLetsItDoNothing(String text, String markdown) {
    assertThat(MarkdownText.inline(text)).isEqualToIgnoringCase(markdown);
  }

  @Test
  void keepsATextOnItsLineAndShowsHiddenCharacters() {
    assertThat(MarkdownText.inline("a\n\n| b |\r\nc\u2028d\te")).isEqualTo("a \\| b \\| c d e");
    assertThat(MarkdownText.inline("paid\u202Eexe.\u200B\u0007\uD800"))
        .isEqualTo("paid\uFFFDexe.\uFFFD\uFFFD\uFFFD");
    assertThat(MarkdownText.code("a`b")).isEqualTo("a\\`b");
    assertThat(MarkdownText.code("a|b")).isEqualTo("a\\|b");
    assertThat(MarkdownText.code("sha256:00ff")).isEqualTo("`sha256:00ff`");
  }

  /** Whatever a tenant is called, the table has as many lines and cells as before. */
  @Test
  void cannotBeBrokenByATitle() {
    MigrationReport report = Reports.nothingToDo();
    String title = "x |\n| injected | row |\n\n# Final status\n<b>OK</b> `|`";
    MigrationReport hostile =
        new MigrationReport(
            report.time(),
            report.stack(),
            Reports.description(title),
            report.steps(),
            report.tests(),
            report.problems(),
            report.rollback(),
            report.status(),
            Optional.of(title),
            report.evidence(),
            Optional.of(title));
    String markdown = MarkdownReport.render(hostile, ReportLanguage.EN);
    assertThat(markdown.lines().filter(line -> line.startsWith("#"))).hasSize(12);
    assertThat(markdown.lines().filter(line -> line.startsWith("| injected"))).isEmpty();
    assertThat(markdown.lines().filter(line -> line.startsWith("| Subject")))
        .singleElement()
        .satisfies(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(4));
    assertThat(markdown).doesNotContain("<b>");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = MarkdownReportTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
