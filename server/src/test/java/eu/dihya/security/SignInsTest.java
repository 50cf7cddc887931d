package eu.dihya.security;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInsTest {
  private final SettableClock clock = new SettableClock();
  private final MemorySessions stored = new MemorySessions();
  private final Sessions sessions = new Sessions(stored, clock);
  private final MemoryTokens apiTokens = new MemoryTokens();
  private final SignIns signIns =
      new SignIns(sessions, new ApiTokens(apiTokens, new MemoryAccounts(), clock), clock);

  private void pass(Duration time) {
    clock.advance(time);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> signIns.open(token, MemorySessions.HERE))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SIGNED_IN));
  }

  @Test
  void aLinkIsGoodForOneUseWithinHalfAnHour() {
    String link = signIns.newLink();
    signIns.open(link, MemorySessions.HERE);
    assertRefused(link);
    String late = signIns.newLink();
    pass(Duration.ofMinutes(31));
    assertRefused(late);
    assertRefused("");
  }

  @Test
  void aSessionEndsAfterHalfAnHourWithoutUse() {
    String token = signIns.open(signIns.newLink(), MemorySessions.HERE).token();
    pass(Duration.ofMinutes(29));
    assertThat(sessions.find(token))
        .map(SessionStore.SignedIn::principal)
        .map(Principal::role)
        .contains(Role.PLATFORM_ADMIN);
    pass(Duration.ofMinutes(29));
    assertThat(sessions.find(token)).isPresent();
    pass(Duration.ofMinutes(31));
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void aSessionEndsAfterTwelveHoursInAnyCase() {
    String token = signIns.open(signIns.newLink(), MemorySessions.HERE).token();
    for (int i = 0; i < 35; i++) {
      pass(Duration.ofMinutes(20));
      assertThat(sessions.find(token)).isPresent();
    }
    pass(Duration.ofMinutes(21));
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void tokensAreKeptAsHashesAndOldSessionsAreRemoved() {
    Sessions.Opened first = signIns.open(signIns.newLink(), MemorySessions.HERE);
    assertThat(stored.byHash).hasSize(1).doesNotContainKey(first.token());
    pass(Duration.ofHours(1));
    Sessions.Opened second = signIns.open(signIns.newLink(), MemorySessions.HERE);
    assertThat(stored.byHash).hasSize(1);
    sessions.end(second.session());
    assertThat(stored.byHash).isEmpty();
    String bearer = signIns.newBearer();
    assertThat(signIns.bearer(bearer)).map(Principal::signIn).contains("token");
    assertThat(signIns.bearer(bearer + "x")).isEmpty();
    assertThat(sessions.find(bearer)).isEmpty();
  }

  @Test
  void aProgramSignsInWithItsToken() {
    Principal admin = signIns.open(signIns.newLink(), MemorySessions.HERE).session().principal();
    ApiTokens.Issued issued =
        new ApiTokens(apiTokens, new MemoryAccounts(), clock)
            .issue(
                "job", new ApiTokens.Rights(Role.VIEWER, everything()), Duration.ofHours(1), admin);
    assertThat(signIns.bearer(issued.text())).as("not kept yet").isEmpty();
    apiTokens.kept.add(issued.kept());
    assertThat(signIns.bearer(issued.text())).map(Principal::role).contains(Role.VIEWER);
    assertThat(sessions.find(issued.text())).isEmpty();
  }
}
