package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.AccountStore.Kept;
import eu.dihya.security.ProviderAccounts.Entering;
import eu.dihya.security.SessionStore.Proof;
import eu.dihya.security.SignInRefused.Why;
import eu.dihya.testing.SettableClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAccountsTest {
  private static final String ISSUER = "https://login.example.org";

  private final SettableClock clock = new SettableClock();
  private final MemoryAccounts accounts = new MemoryAccounts();

  private ProviderAccounts provider(boolean here) {
    SequencedMap<String, Role> roles = new LinkedHashMap<>();
    roles.put("zeta", Role.SECURITY);
    roles.put("alpha", Role.OPERATOR);
    roles.put("staff", Role.VIEWER);
    return new ProviderAccounts(accounts, new GroupRoles(roles), here, clock);
  }

  private Identity identity(String name, String... groups) {
    return new Identity(
        ISSUER, "s-1", List.of(name, "s-1"), List.of(groups), Optional.of(clock.instant()));
  }

  private Entering enter(Identity identity) {
    Entering entering = provider(false).enter(identity, accounts.ofIdentity(identity.key()));
    Kept kept = entering.kept();
    accounts.keep(new Kept(kept.account(), kept.credentials(), kept.revision() + 1));
    return entering;
  }

  private void assertRefused(Why why, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(SignInRefused.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  @Test
  void anAccountIsMadeOnceAndFoundByIssuerAndSubject() {
    Entering first = enter(identity("lena", "alpha"));
    assertThat(first.isNew()).isTrue();
    assertThat(first.kept().state()).isEqualTo("active");
    assertThat(first.kept().account().name()).isEqualTo("lena");
    assertThat(first.kept().account().lastSignIn()).isEqualTo(clock.instant());
    Entering again = enter(identity("renamed", "alpha"));
    assertThat(again.isNew()).isFalse();
    assertThat(again.before()).isEmpty();
    assertThat(again.kept().account().id()).isEqualTo(first.kept().account().id());
    assertThat(again.kept().account().name()).isEqualTo("lena");
    var elsewhere =
        new Identity(ISSUER + "/x", "s-1", List.of("lena"), List.of(), Optional.empty());
    assertThat(elsewhere.key()).isNotEqualTo(identity("lena").key());
  }

  @Test
  void aLocalAccountOfTheSameNameIsSomebodyElses() {
    Account local = Account.of("Lena", Role.PLATFORM_ADMIN, List.of(), clock.instant());
    accounts.keep(new Kept(local, Credentials.NONE, 1));
    Entering entering = enter(identity("lena", "alpha"));
    String hash = identity("lena").key().substring(0, 8);
    assertThat(entering.kept().account().name()).isEqualTo("lena-" + hash);
    assertThat(entering.kept().account().id()).isNotEqualTo(local.id());
    assertThat(entering.kept().account().role()).isEqualTo(Role.OPERATOR);
    String longest = "x".repeat(64);
    accounts.keep(
        new Kept(
            Account.of(longest, Role.VIEWER, List.of(), clock.instant()), Credentials.NONE, 1));
    var other = new Identity(ISSUER, "s-2", List.of(longest), List.of("staff"), Optional.empty());
    assertThat(enter(other).kept().account().name()).hasSize(64).startsWith("xxx").contains("-");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "lena@example.org, lena@example.org",
        "Lena  Müller, Lena-Müller",
        "<script>alert(1)</script>, script-alert-1-script-",
        "..x/../y, x-..-y",
        "\"\r\nSet-Cookie: a\", Set-Cookie-a",
        "☃, s-1",
        "\"\", s-1",
        "x, s-1",
        "𠮷, s-1",
        "𠮷𠮷, 𠮷𠮷"
      })
  void aNameIsMadeOneThatAccountsCanHave(String told, String shown) {
    assertThat(enter(identity(told, "staff")).kept().account().name()).isEqualTo(shown);
  }

  @Test
  void theFirstGroupOfTheConfigurationCountsAndIsLookedAtEachTime() {
    assertThat(enter(identity("lena", "staff", "alpha", "zeta", "x")).kept().account().role())
        .isEqualTo(Role.SECURITY);
    Entering later = enter(identity("lena", "staff", "alpha"));
    assertThat(later.kept().account().role()).isEqualTo(Role.OPERATOR);
    assertThat(later.before()).contains(Role.SECURITY);
  }

  @Test
  void whoHasNoRoleOrIsSuspendedStaysOut() {
    assertRefused(Why.NO_ROLE, () -> enter(identity("lena", "Alpha", "others")));
    assertThat(accounts.all()).isEmpty();
    Kept kept = enter(identity("lena", "alpha")).kept();
    accounts.keep(new Kept(kept.account().suspended(true), kept.credentials(), 2));
    assertRefused(Why.SUSPENDED, () -> enter(identity("lena", "alpha")));
  }

  @Test
  void whatWasShownTheProviderIsAsFreshAsItSays() {
    Identity now = identity("lena", "alpha");
    Kept kept = enter(now).kept();
    Instant noon = clock.instant();
    assertThat(provider(false).proof(kept, now))
        .isEqualTo(new Proof(true, noon.plus(Sessions.FRESH)));
    var old =
        new Identity(ISSUER, "s-1", List.of(), List.of(), Optional.of(noon.minusSeconds(300)));
    assertThat(provider(false).proof(kept, old).freshUntil()).isEqualTo(noon);
    var silent = new Identity(ISSUER, "s-1", List.of(), List.of(), Optional.empty());
    assertThat(provider(false).proof(kept, silent).freshUntil()).isBefore(noon);
    var ahead =
        new Identity(ISSUER, "s-1", List.of(), List.of(), Optional.of(noon.plusSeconds(60)));
    assertThat(provider(false).proof(kept, ahead).freshUntil())
        .isEqualTo(noon.plus(Sessions.FRESH));
  }

  @Test
  void whereTheSecondFactorIsOursItIsStillToBeShown() {
    Identity now = identity("lena", "alpha");
    Kept kept = enter(now).kept();
    assertThat(provider(true).proof(kept, now).full()).isFalse();
    var enrolled =
        kept.with(kept.credentials().withAuthenticator(new Credentials.Authenticator("sealed", 1)));
    assertThat(provider(true).proof(enrolled, now)).isEqualTo(new Proof(false, Instant.EPOCH));
    Identity viewer =
        new Identity(ISSUER, "s-9", List.of("vera"), List.of("staff"), Optional.empty());
    assertThat(provider(true).proof(enter(viewer).kept(), viewer).full()).isTrue();
  }

  @Test
  void neitherRoleNorPasswordOfSuchAnAccountIsSetHere() {
    Kept kept = enter(identity("lena", "alpha")).kept();
    var passwords = new PasswordHashing();
    try (passwords) {
      People people = new People(new SetUps(accounts, passwords, clock), clock);
      Principal admin =
          new Principal(
              "p-admin", "admin", Role.PLATFORM_ADMIN, "password", TenantScope.everything());
      assertThatThrownBy(() -> people.withRole(kept, Role.VIEWER, List.of(), admin))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
      assertThatThrownBy(() -> people.inviteAnew(kept, admin))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
      assertThat(people.suspended(kept, true, admin).account().suspended()).isTrue();
    }
  }
}
