package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.AccountStore.Kept;
import eu.dihya.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account's life: invited, set up, enrolled, signed in to, taken away. */
class AccountsTest {
  private static final String PASSWORD = "violet harbour nine lanterns";
  private static final String HERE = "192.0.2.1";
  private static final Principal ADMIN =
      new Principal("p-admin", "admin", Role.PLATFORM_ADMIN, "password", TenantScope.everything());

  private final SettableClock clock = new SettableClock();
  private final MemoryAccounts accounts = new MemoryAccounts();
  private final PasswordHashing hashing = new PasswordHashing();
  private final SecondFactor second =
      new SecondFactor(new Seal(MasterKey.parse(MasterKey.random())), clock);
  private final SetUps setUps = new SetUps(accounts, hashing, clock);
  private final People people = new People(setUps, clock);
  private final Totp totp = new Totp();
  private final PasswordSignIn signIn =
      new PasswordSignIn(accounts, hashing, second, new Attempts(clock), clock);

  @AfterEach
  void close() {
    hashing.close();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DihyaException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Kept setUp(String name, Role role) {
    SetUps.Invited invited = people.invite(name, role, List.of(), ADMIN);
    accounts.keep(invited.kept());
    Kept kept = setUps.use(invited.token(), "", PASSWORD);
    accounts.keep(kept);
    return kept;
  }

  /** With its secret. */
  private String enrol(Kept kept) {
    SecondFactor.Begun begun = second.begin(kept);
    Kept pending = kept.with(begun.credentials());
    accounts.keep(
        pending.with(
            second.confirm(pending, totp.code(begun.secret(), clock.instant())).orElseThrow()));
    return begun.secret();
  }

  private PasswordSignIn.Shown signIn(String name, String password, String code) {
    PasswordSignIn.Shown shown = signIn.signIn(name, password, code, HERE);
    accounts.keep(shown.changed());
    return shown;
  }

  @Test
  void theFirstAdministratorChoosesANameWithTheLinkOfTheConsole() {
    String token = setUps.newFirst().orElseThrow();
    assertThat(setUps.look(token).role()).isEqualTo(Role.PLATFORM_ADMIN);
    Kept kept = setUps.use(token, " amina ", PASSWORD);
    assertThat(kept.account().name()).isEqualTo("amina");
    assertThat(kept.credentials().passwordHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    accounts.keep(kept);
    assertRefused(ErrorCode.NOT_FOUND, () -> setUps.use(token, "second", PASSWORD));
    assertThat(setUps.newFirst()).as("there is an administrator").isEmpty();
  }

  @Test
  void linksEnd() {
    String first = setUps.newFirst().orElseThrow();
    SetUps.Invited invited = people.invite("ines", Role.VIEWER, List.of(), ADMIN);
    accounts.keep(invited.kept());
    clock.advance(Duration.ofMinutes(31));
    assertRefused(ErrorCode.NOT_FOUND, () -> setUps.look(first));
    assertThat(setUps.look(invited.token()).account()).isPresent();
    clock.advance(Duration.ofDays(1));
    assertRefused(ErrorCode.NOT_FOUND, () -> setUps.look(invited.token()));
    assertRefused(ErrorCode.NOT_FOUND, () -> setUps.look("guessed"));
  }

  @Test
  void aLinkIsGoodOnceAndNotForWhoIsSuspended() {
    SetUps.Invited invited = people.invite("ines", Role.VIEWER, List.of(), ADMIN);
    accounts.keep(people.suspended(invited.kept(), true, ADMIN));
    assertRefused(ErrorCode.NOT_FOUND, () -> setUps.use(invited.token(), "", PASSWORD));
    accounts.keep(invited.kept());
    accounts.keep(setUps.use(invited.token(), "", PASSWORD));
    assertRefused(ErrorCode.NOT_FOUND, () -> setUps.use(invited.token(), "", PASSWORD));
  }

  @Test
  void weakPasswordsAreRefused() {
    String token = setUps.newFirst().orElseThrow();
    for (String weak :
        List.of(
            "short", "password1234", "aaaaaaaaaaaaaaaa", "amina-is-the-best", "a".repeat(129))) {
      assertRefused(ErrorCode.USAGE, () -> setUps.use(token, "amina", weak));
    }
    assertThat(setUps.use(token, "amina", "🌻🌻 тихий сад 🌻🌻").account().name())
        .isEqualTo("amina");
  }

  @Test
  void namesThatNobodyCanHaveAreRefused() {
    for (String name :
        List.of("", "a", "-ab", "a b", "a\r\nSet-Cookie: x", "a<b", "a".repeat(65))) {
      assertRefused(ErrorCode.USAGE, () -> people.invite(name, Role.VIEWER, List.of(), ADMIN));
    }
    assertThat(people.invite("Idir.ⵉⴷⵉⵔ@example", Role.VIEWER, List.of(), ADMIN)).isNotNull();
  }

  @Test
  void whoOnlyLooksSignsInWithAPassword() {
    setUp("Ines", Role.VIEWER);
    PasswordSignIn.Shown shown = signIn("ines", PASSWORD, "");
    assertThat(shown.full()).isTrue();
    assertThat(shown.signIn()).isEqualTo("password");
    assertThat(shown.changed().account().lastSignIn()).isEqualTo(clock.instant());
  }

  @Test
  void whoDoesMoreIsLetInFullyOnlyWithASecondFactor() {
    Kept kept = setUp("omar", Role.OPERATOR);
    assertThat(signIn("omar", PASSWORD, "").full()).isFalse();
    String secret = enrol(kept);
    assertRefused(ErrorCode.SECOND_FACTOR, () -> signIn("omar", PASSWORD, ""));
    clock.advance(Duration.ofSeconds(30));
    String code = totp.code(secret, clock.instant());
    assertThat(signIn("omar", PASSWORD, code).full()).isTrue();
    assertRefused(ErrorCode.NOT_SIGNED_IN, () -> signIn("omar", PASSWORD, code));
  }

  @Test
  void theCodeThatEnrolledIsNotGoodForSigningIn() {
    Kept kept = setUp("omar", Role.OPERATOR);
    String secret = enrol(kept);
    String code = totp.code(secret, clock.instant());
    assertRefused(ErrorCode.NOT_SIGNED_IN, () -> signIn("omar", PASSWORD, code));
  }

  @Test
  void anExpiredCodeAndAClockTenMinutesOffAreRefused() {
    String secret = enrol(setUp("omar", Role.OPERATOR));
    clock.advance(Duration.ofMinutes(20));
    for (int minutes : new int[] {-10, -2, 2, 10}) {
      String code = totp.code(secret, clock.instant().plus(Duration.ofMinutes(minutes)));
      assertRefused(ErrorCode.NOT_SIGNED_IN, () -> signIn("omar", PASSWORD, code));
    }
  }

  @Test
  void aRecoveryCodeStandsInOnceHoweverItIsTyped() {
    Kept kept = setUp("omar", Role.OPERATOR);
    enrol(kept);
    List<String> codes = RecoveryCodes.make();
    Kept enrolled = accounts.find(kept.account().id()).orElseThrow();
    accounts.keep(
        enrolled.with(enrolled.credentials().withNewRecovery(RecoveryCodes.hashes(codes))));
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    String typed = codes.get(3).replace("-", " ").toLowerCase(java.util.Locale.ROOT);
    assertThat(signIn("omar", PASSWORD, typed).signIn()).isEqualTo("recovery-code");
    assertRefused(ErrorCode.NOT_SIGNED_IN, () -> signIn("omar", PASSWORD, codes.get(3)));
    assertThat(signIn("omar", PASSWORD, codes.get(4)).full()).isTrue();
  }

  @Test
  void unknownNamesAndWrongPasswordsAreRefusedAlike() {
    setUp("ines", Role.VIEWER);
    List<String> texts = new ArrayList<>();
    for (String[] tried :
        new String[][] {{"ines", "wrong"}, {"nobody", PASSWORD}, {"' OR 1=1 --", PASSWORD}}) {
      assertThatThrownBy(() -> signIn(tried[0], tried[1], ""))
          .satisfies(e -> texts.add(e.getMessage()));
    }
    assertThat(texts).hasSize(3).containsOnly(texts.getFirst());
  }

  @Test
  void whoIsSuspendedIsRefusedLikeAnybodyUnknown() {
    accounts.keep(people.suspended(setUp("ines", Role.VIEWER), true, ADMIN));
    assertRefused(ErrorCode.NOT_SIGNED_IN, () -> signIn("ines", PASSWORD, ""));
  }

  @Test
  void aThousandWrongPasswordsMeetAWaitAndTheRightOneIsGoodAfterIt() {
    setUp("ines", Role.VIEWER);
    int asked = 0;
    for (int i = 0; i < 1000; i++) {
      try {
        signIn.signIn("ines", "wrong " + i, "", HERE);
      } catch (TooManyTries e) {
        assertThat(e.seconds()).isBetween(1L, 61L);
        continue;
      } catch (DihyaException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.NOT_SIGNED_IN);
      }
      asked++;
    }
    assertThat(asked).isEqualTo(5);
    assertRefused(ErrorCode.TOO_MANY, () -> signIn("ines", PASSWORD, ""));
    clock.advance(Duration.ofMinutes(1));
    assertThat(signIn("ines", PASSWORD, "").full()).isTrue();
  }

  @Test
  void aStepUpShowsTheCodeOrThePasswordWhereThereIsNone() {
    Kept viewer = setUp("ines", Role.VIEWER);
    assertThat(signIn.again(viewer, PASSWORD, "", HERE).signIn()).isEqualTo("password");
    assertRefused(ErrorCode.NOT_ALLOWED, () -> signIn.again(viewer, "wrong", "", HERE));
    Kept kept = setUp("omar", Role.OPERATOR);
    String secret = enrol(kept);
    Kept enrolled = accounts.find(kept.account().id()).orElseThrow();
    assertRefused(ErrorCode.NOT_ALLOWED, () -> signIn.again(enrolled, PASSWORD, "", HERE));
    clock.advance(Duration.ofSeconds(30));
    String code = totp.code(secret, clock.instant());
    accounts.keep(signIn.again(enrolled, "", code, HERE).changed());
    Kept after = accounts.find(kept.account().id()).orElseThrow();
    assertRefused(ErrorCode.NOT_ALLOWED, () -> signIn.again(after, "", code, HERE));
  }

  @Test
  void whoGuessesFromOutsideKeepsNobodyInsideFromShowingWhoTheyAre() {
    Kept viewer = setUp("ines", Role.VIEWER);
    for (int i = 0; i < 9; i++) {
      String wrong = "wrong " + i;
      assertThatThrownBy(() -> signIn.signIn("ines", wrong, "", HERE))
          .isInstanceOf(DihyaException.class);
    }
    assertRefused(ErrorCode.TOO_MANY, () -> signIn("ines", PASSWORD, ""));
    assertThat(signIn.again(viewer, PASSWORD, "", HERE).signIn()).isEqualTo("password");
  }

  @Test
  void theFirstLinkMakesOneAccount() {
    String token = setUps.newFirst().orElseThrow();
    assertThat(setUps.once(token, () -> false)).as("it could not be written").isFalse();
    assertThat(setUps.once(token, () -> true)).isTrue();
    assertThat(setUps.once(token, () -> true)).isFalse();
  }

  @Test
  void nobodyGivesOrTakesWhatTheyDoNotHave() {
    Principal security =
        new Principal("p-sec", "sec", Role.SECURITY, "password", TenantScope.everything());
    Kept operator = setUp("omar", Role.OPERATOR);
    assertRefused(
        ErrorCode.NOT_ALLOWED, () -> people.invite("new", Role.OPERATOR, List.of(), security));
    assertRefused(ErrorCode.NOT_ALLOWED, () -> people.inviteAnew(operator, security));
    assertRefused(ErrorCode.NOT_ALLOWED, () -> people.suspended(operator, true, security));
    assertRefused(
        ErrorCode.NOT_ALLOWED, () -> people.withRole(operator, Role.VIEWER, List.of(), security));
    Principal program =
        new Principal(
            "t", "job", Role.PLATFORM_ADMIN, Principal.API_TOKEN, TenantScope.everything());
    assertRefused(
        ErrorCode.NOT_ALLOWED, () -> people.invite("new", Role.VIEWER, List.of(), program));
    Principal himself = operator.account().principal("password");
    assertRefused(
        ErrorCode.NOT_ALLOWED, () -> people.withRole(operator, Role.VIEWER, List.of(), himself));
    assertThat(people.withRole(operator, Role.AUDITOR, List.of(), ADMIN).account().role())
        .isEqualTo(Role.AUDITOR);
  }

  @Test
  void aTenantsAdministratorKnowsOfTheTenantsThatWereNamed() {
    assertRefused(
        ErrorCode.USAGE, () -> people.invite("tina", Role.TENANT_ADMIN, List.of(), ADMIN));
    Kept tina = people.invite("tina", Role.TENANT_ADMIN, List.of("a", "b"), ADMIN).kept();
    Principal principal = tina.account().principal("password");
    assertThat(principal.scope()).isEqualTo(TenantScope.only(List.of("a", "b")));
    assertThat(principal.may(Permission.MANAGE_PEOPLE)).isFalse();
    assertRefused(
        ErrorCode.USAGE, () -> people.withRole(tina, Role.TENANT_ADMIN, List.of(), ADMIN));
    Principal ofA =
        new Principal("p-a", "a", Role.PLATFORM_ADMIN, "password", TenantScope.only(List.of("a")));
    assertRefused(ErrorCode.NOT_ALLOWED, () -> people.suspended(tina, true, ofA));
  }

  @Test
  void whoIsInvitedAnewHasNothingToSignInWith() {
    Kept kept = setUp("omar", Role.OPERATOR);
    enrol(kept);
    SetUps.Invited anew =
        people.inviteAnew(accounts.find(kept.account().id()).orElseThrow(), ADMIN);
    accounts.keep(anew.kept());
    assertThat(anew.kept().state()).isEqualTo("invited");
    assertRefused(ErrorCode.NOT_SIGNED_IN, () -> signIn("omar", PASSWORD, ""));
    assertThat(setUps.use(anew.token(), "", PASSWORD).account().id())
        .isEqualTo(kept.account().id());
  }

  @Test
  void anAuthenticatorsSecretIsSealedForItsAccountAlone() {
    Kept one = setUp("omar", Role.OPERATOR);
    Kept other = setUp("lea", Role.OPERATOR);
    SecondFactor.Begun begun = second.begin(one);
    assertThat(begun.credentials().toString()).doesNotContain(begun.secret());
    Kept swapped = other.with(begun.credentials());
    assertThatThrownBy(() -> second.confirm(swapped, totp.code(begun.secret(), clock.instant())))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
  }
}
