package eu.dihya.security;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {
  private static final Principal ADMIN = person(Role.PLATFORM_ADMIN);
  private static final Duration DAY = Duration.ofDays(1);

  private final SettableClock clock = new SettableClock();
  private final MemoryTokens store = new MemoryTokens();
  private final MemoryAccounts accounts = new MemoryAccounts();
  private final ApiTokens tokens = new ApiTokens(store, accounts, clock);

  private static ApiTokens.Rights of(Role role) {
    return new ApiTokens.Rights(role, everything());
  }

  private static Principal person(Role role) {
    return new Principal("p1", "somebody", role, "link", everything());
  }

  private String made(Role role, Duration life) {
    ApiTokens.Issued issued = tokens.issue("job", of(role), life, ADMIN);
    store.kept.add(issued.kept());
    return issued.text();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DihyaException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void itSignsInWithItsRoleUntilItEnds() {
    String text = made(Role.OPERATOR, DAY);
    Principal principal = tokens.principal(text).orElseThrow();
    assertThat(principal.role()).isEqualTo(Role.OPERATOR);
    assertThat(principal.id()).isEqualTo("token-" + store.kept.getFirst().token().id());
    clock.advance(DAY.minusSeconds(1));
    assertThat(tokens.principal(text)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.principal(text)).isEmpty();
  }

  @Test
  void itIsGoodForNothingOnceRevoked() {
    String text = made(Role.VIEWER, DAY);
    store.revoke(0, clock.instant());
    assertThat(tokens.principal(text)).isEmpty();
  }

  @Test
  void itIsGoodForNothingOnceItsMakerMayNoLongerDoWhatItMay() {
    String text = made(Role.OPERATOR, DAY);
    var maker =
        new Account("p1", "amina", Role.PLATFORM_ADMIN, List.of(), false, clock.instant(), null);
    accounts.keep(new AccountStore.Kept(maker, Credentials.NONE, 1));
    assertThat(tokens.principal(text)).isPresent();
    accounts.keep(new AccountStore.Kept(maker.suspended(true), Credentials.NONE, 2));
    assertThat(tokens.principal(text)).isEmpty();
    Account viewer = maker.withRole(Role.VIEWER, List.of());
    accounts.keep(new AccountStore.Kept(viewer, Credentials.NONE, 3));
    assertThat(tokens.principal(text)).isEmpty();
    Account ofOne = maker.withRole(Role.PLATFORM_ADMIN, List.of("a"));
    accounts.keep(new AccountStore.Kept(ofOne, Credentials.NONE, 4));
    assertThat(tokens.principal(text)).isEmpty();
  }

  @Test
  void noOtherTextSignsIn() {
    String text = made(Role.VIEWER, DAY);
    String other = made(Role.PLATFORM_ADMIN, DAY);
    String id = store.kept.getFirst().token().id();
    String secretOfOther = other.split("_", 3)[2];
    List.of(
            "",
            "dihya",
            "dihya_" + id,
            "dihya_" + id + "_",
            "dihya_" + id + "_" + secretOfOther,
            "dihya_" + id + "_" + store.kept.getFirst().secretHash(),
            text + "x",
            text.substring(0, text.length() - 1),
            text.toUpperCase(java.util.Locale.ROOT),
            "other_" + text.split("_", 2)[1],
            text.replace("dihya_", "dihya__"))
        .forEach(wrong -> assertThat(tokens.principal(wrong)).as(wrong).isEmpty());
    assertThat(tokens.principal(text)).isPresent();
  }

  @Test
  void whatIsKeptDoesNotHoldTheSecret() {
    String secret = made(Role.VIEWER, DAY).split("_", 3)[2];
    assertThat(secret).hasSize(43);
    assertThat(store.kept.getFirst().toString()).doesNotContain(secret);
  }

  @Test
  void nobodyGivesAwayWhatTheyDoNotHave() {
    Principal security = person(Role.SECURITY);
    assertThat(tokens.issue("job", of(Role.AUDITOR), DAY, security).kept().token().createdBy())
        .isEqualTo("p1");
    assertRefused(
        ErrorCode.NOT_ALLOWED, () -> tokens.issue("job", of(Role.OPERATOR), DAY, security));
    assertRefused(
        ErrorCode.NOT_ALLOWED, () -> tokens.issue("job", of(Role.PLATFORM_ADMIN), DAY, security));
  }

  @Test
  void aTokenMakesNoTokens() {
    Principal program = tokens.principal(made(Role.PLATFORM_ADMIN, DAY)).orElseThrow();
    assertRefused(ErrorCode.NOT_ALLOWED, () -> tokens.issue("job", of(Role.VIEWER), DAY, program));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "bell\u0007", "\u0085"})
  void aNameIsOneLine(String name) {
    assertRefused(ErrorCode.USAGE, () -> tokens.issue(name, of(Role.VIEWER), DAY, ADMIN));
  }

  @Test
  void itsNameAndItsLifeHaveAnEnd() {
    assertRefused(
        ErrorCode.USAGE, () -> tokens.issue("x".repeat(101), of(Role.VIEWER), DAY, ADMIN));
    assertRefused(
        ErrorCode.USAGE, () -> tokens.issue("job", of(Role.VIEWER), Duration.ZERO, ADMIN));
    assertRefused(
        ErrorCode.USAGE,
        () -> tokens.issue("job", of(Role.VIEWER), ApiTokens.LONGEST.plusMillis(1), ADMIN));
    assertThat(tokens.issue("x".repeat(100), of(Role.VIEWER), ApiTokens.LONGEST, ADMIN).text())
        .startsWith("dihya_");
  }

  @Test
  void aMakerGivesNoTenantsThatTheyDoNotHave() {
    TenantScope ab = TenantScope.only(List.of("a", "b"));
    Principal some = new Principal("p1", "somebody", Role.PLATFORM_ADMIN, "link", ab);
    for (TenantScope wanted : List.of(everything(), TenantScope.only(List.of("a", "c")))) {
      var rights = new ApiTokens.Rights(Role.VIEWER, wanted);
      assertRefused(ErrorCode.NOT_ALLOWED, () -> tokens.issue("job", rights, DAY, some));
    }
    var given = new ApiTokens.Rights(Role.TENANT_ADMIN, TenantScope.only(List.of("a")));
    ApiTokens.Issued issued = tokens.issue("job", given, DAY, some);
    store.kept.add(issued.kept());
    Principal bearer = tokens.principal(issued.text()).orElseThrow();
    assertThat(bearer.scope()).isEqualTo(given.scope());
    assertRefused(ErrorCode.USAGE, () -> tokens.issue("job", of(Role.TENANT_ADMIN), DAY, ADMIN));
  }

  @Test
  void whoHasSomeTenantsMayDoOnlyWhatIsBoundedByThem() {
    TenantScope a = TenantScope.only(List.of("a"));
    Principal some = new Principal("p1", "somebody", Role.PLATFORM_ADMIN, "link", a);
    assertThat(Permission.values())
        .filteredOn(some::may)
        .containsExactly(
            Permission.KNOW_ONESELF, Permission.READ, Permission.READ_LOGS, Permission.OBSERVE);
    assertThat(Permission.values()).allMatch(ADMIN::may);
    assertThatThrownBy(() -> person(Role.TENANT_ADMIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tenant-admin");
  }
}
