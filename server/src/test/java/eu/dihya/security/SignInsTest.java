package eu.dihya.security;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInsTest {
  private final SettableClock clock = new SettableClock();
  private final MemorySessions sessions = new MemorySessions();
  private final MemoryTokens apiTokens = new MemoryTokens();
  private final SignIns signIns = new SignIns(sessions, new ApiTokens(apiTokens, clock), clock);

  private void pass(Duration time) {
    clock.advance(time);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> signIns.open(token))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SIGNED_IN));
  }

  @Test
  void aLinkIsGoodForOneUseWithinHalfAnHour() {
    String link = signIns.newLink();
    signIns.open(link);
    assertRefused(link);
    String late = signIns.newLink();
    pass(Duration.ofMinutes(31));
    assertRefused(late);
    assertRefused("");
  }

  @Test
  void aSessionEndsAfterHalfAnHourWithoutUse() {
    String token = signIns.open(signIns.newLink()).token();
    pass(Duration.ofMinutes(29));
    assertThat(signIns.session(token)).map(Principal::role).contains(Role.PLATFORM_ADMIN);
    pass(Duration.ofMinutes(29));
    assertThat(signIns.session(token)).isPresent();
    pass(Duration.ofMinutes(31));
    assertThat(signIns.session(token)).isEmpty();
  }

  @Test
  void aSessionEndsAfterTwelveHoursInAnyCase() {
    String token = signIns.open(signIns.newLink()).token();
    for (int i = 0; i < 35; i++) {
      pass(Duration.ofMinutes(20));
      assertThat(signIns.session(token)).isPresent();
    }
    pass(Duration.ofMinutes(21));
    assertThat(signIns.session(token)).isEmpty();
  }

  @Test
  void tokensAreKeptAsHashesAndOldSessionsAreRemoved() {
    SignIns.Opened first = signIns.open(signIns.newLink());
    assertThat(sessions.byHash).hasSize(1).doesNotContainKey(first.token());
    pass(Duration.ofHours(1));
    SignIns.Opened second = signIns.open(signIns.newLink());
    assertThat(sessions.byHash).hasSize(1);
    signIns.close(second.token());
    assertThat(sessions.byHash).isEmpty();
    String bearer = signIns.newBearer();
    assertThat(signIns.bearer(bearer)).map(Principal::signIn).contains("token");
    assertThat(signIns.bearer(bearer + "x")).isEmpty();
    assertThat(signIns.session(bearer)).isEmpty();
  }

  @Test
  void aProgramSignsInWithItsToken() {
    Principal admin = signIns.open(signIns.newLink()).principal();
    ApiTokens.Issued issued =
        new ApiTokens(apiTokens, clock)
            .issue(
                "job", new ApiTokens.Rights(Role.VIEWER, everything()), Duration.ofHours(1), admin);
    assertThat(signIns.bearer(issued.text())).as("not kept yet").isEmpty();
    apiTokens.kept.add(issued.kept());
    assertThat(signIns.bearer(issued.text())).map(Principal::role).contains(Role.VIEWER);
    assertThat(signIns.session(issued.text())).isEmpty();
  }

  private static final class MemorySessions implements SessionStore {
    private final Map<String, SignedIn> byHash = new HashMap<>();

    @Override
    public void save(SignedIn session) {
      byHash.put(session.tokenHash(), session);
    }

    @Override
    public Optional<SignedIn> find(String tokenHash) {
      return Optional.ofNullable(byHash.get(tokenHash));
    }

    @Override
    public void remove(String tokenHash) {
      byHash.remove(tokenHash);
    }

    @Override
    public void removeOlder(Instant beganBefore, Instant usedBefore) {
      byHash
          .values()
          .removeIf(
              session ->
                  session.began().isBefore(beganBefore) || session.used().isBefore(usedBefore));
    }
  }
}
