package eu.dihya.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.security.MasterKey;
import eu.dihya.security.Seal;
import eu.dihya.security.SignInRefused;
import eu.dihya.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneysTest {
  private final SettableClock clock = new SettableClock();
  private final Seal seal = new Seal(MasterKey.parse(MasterKey.random()));
  private final Journeys journeys = new Journeys(seal, clock);
  private final Journey journey = journeys.begin("http://h/back", "/fleet", true, "hash");

  private void assertExpired(String sealed, String state) {
    assertThatThrownBy(() -> journeys.finish(sealed, state))
        .isInstanceOfSatisfying(
            SignInRefused.class, e -> assertThat(e.why()).isEqualTo(SignInRefused.Why.EXPIRED));
  }

  @Test
  void aJourneyIsFinishedOnceByTheBrowserThatBeganIt() {
    String sealed = journeys.sealed(journey);
    assertThat(sealed).doesNotContain(journey.state(), journey.verifier()).hasSizeLessThan(3000);
    clock.advance(Journeys.LONGEST.minusSeconds(1));
    assertThat(journeys.finish(sealed, journey.state())).isEqualTo(journey);
    assertExpired(sealed, journey.state());
  }

  @Test
  void theStateOfAnotherJourneyIsRefusedAndUsesNothingUp() {
    String sealed = journeys.sealed(journey);
    Journey other = journeys.begin("http://h/back", "/", false, null);
    assertExpired(sealed, other.state());
    assertExpired(sealed, "");
    assertThat(journeys.finish(sealed, journey.state())).isEqualTo(journey);
  }

  @Test
  void anOldOneIsRefused() {
    String sealed = journeys.sealed(journey);
    clock.advance(Journeys.LONGEST);
    assertExpired(sealed, journey.state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "%%%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aCookieThatIsNotOursIsRefused(String cookie) {
    assertExpired(cookie, journey.state());
  }

  @Test
  void whatWasSealedForSomethingElseOrWithAnotherKeyIsRefused() {
    assertExpired(seal.seal("{}", "authenticator of p-1"), journey.state());
    String foreign =
        new Journeys(new Seal(MasterKey.parse(MasterKey.random())), clock).sealed(journey);
    assertExpired(foreign, journey.state());
    String sealed = journeys.sealed(journey);
    char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
    assertExpired(sealed.substring(0, 20) + last + sealed.substring(21), journey.state());
  }

  @Test
  void eachJourneyHasItsOwnSecrets() {
    Journey other = journeys.begin("http://h/back", "/", false, null);
    assertThat(other.state()).isNotEqualTo(journey.state()).hasSize(43);
    assertThat(other.nonce()).isNotEqualTo(journey.nonce()).isNotEqualTo(other.state());
    assertThat(other.verifier()).isNotEqualTo(journey.verifier()).hasSize(43);
    assertThat(Journeys.LONGEST).isEqualTo(Duration.ofMinutes(10));
  }
}
