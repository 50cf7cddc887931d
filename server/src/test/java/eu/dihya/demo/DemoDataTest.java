package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoDataTest {
  private static final Pattern INVOICE = Pattern.compile("F-2026-\\d{5}");

  @Test
  void theSameTenantAlwaysHasTheSamePeople() {
    List<String> once = DemoData.statementsFor("clinique-lyon", "health", Engine.SQLITE);
    assertThat(DemoData.statementsFor("clinique-lyon", "health", Engine.SQLITE)).isEqualTo(once);
    assertThat(DemoData.statementsFor("clinique-tizi", "health", Engine.SQLITE)).isNotEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({"atlas-boutique, 46", "maison-colbert, 50", "souk-al-medina, 50"})
  void onlyOneShopRepeatsNumbers(String shop, long differentNumbers) {
    String all = String.join("\n", DemoData.statementsFor(shop, "ecommerce", Engine.POSTGRESQL));
    assertThat(INVOICE.matcher(all).results().count()).isEqualTo(50);
    assertThat(INVOICE.matcher(all).results().map(MatchResult::group).distinct().count())
        .isEqualTo(differentNumbers);
  }

  @ParameterizedTest
  @CsvSource({"health", "education", "ecommerce"})
  void nobodyCanBeReached(String sector) {
    String all = String.join("\n", DemoData.statementsFor("t", sector, Engine.MARIADB));
    assertThat(
            Pattern.compile("@[a-z.]+").matcher(all).results().map(MatchResult::group).distinct())
        .containsExactly("@example.org");
    assertThat(Pattern.compile("\\+33 [^']+").matcher(all).results().map(MatchResult::group))
        .allMatch(number -> number.startsWith("+33 6 39 98 "));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = (char) 0,
      value = {
        "POSTGRESQL, d'Essai,   'd''Essai'",
        "MARIADB,    d'Essai,   'd''Essai'",
        "MARIADB,    a\\b,      'a\\\\b'",
        "SQLITE,     a\\b,      'a\\b'",
        "SQLITE,     ,          NULL"
      })
  void literalsAreQuotedForTheEngine(Engine engine, String value, String literal) {
    assertThat(Inserts.literal(engine, value)).isEqualTo(literal);
  }
}
