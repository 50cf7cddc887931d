package eu.dihya.api;

import eu.dihya.audit.AccountLedger.Ending;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Account;
import eu.dihya.security.AccountStore.Kept;
import eu.dihya.security.Credentials;
import eu.dihya.security.Permission;
import eu.dihya.security.RecoveryCodes;
import eu.dihya.security.SecondFactor;
import eu.dihya.security.SessionStore.SignedIn;
import eu.dihya.security.Sessions;
import eu.dihya.security.Totp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One's own account: password, second factor, sessions. */
final class AccountResource {
  private final SignInResource.Parts parts;
  private final SecondFactor second;
  private final Clock clock;

  AccountResource(SignInResource.Parts parts, SecondFactor second, Clock clock) {
    this.parts = parts;
    this.second = second;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    Permission own = Permission.KNOW_ONESELF;
    return List.of(
        Endpoint.get("/api/v1/account", own, call -> Reply.json(AccountView.of(account(call)))),
        Endpoint.post("/api/v1/account/password", own, this::changePassword).toldOnce(),
        Endpoint.post("/api/v1/account/second-factor", own, this::enrol).toldOnce(),
        Endpoint.post("/api/v1/account/second-factor/confirm", own, this::confirm).toldOnce(),
        Endpoint.post("/api/v1/account/recovery-codes", own, this::renewCodes).toldOnce().fresh(),
        Endpoint.get("/api/v1/account/sessions", own, this::sessions),
        Endpoint.post("/api/v1/account/sessions/{session}/end", own, this::endSession));
  }

  private Reply changePassword(Call call) {
    Kept kept = account(call);
    if (kept.credentials().elsewhere()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "you sign in through the identity provider, and have no password here");
    }
    PasswordBody body = call.body(PasswordBody.class);
    parts.passwords().confirm(kept, body.current(), call.caller().client().network());
    Kept changed = parts.setUps().change(kept, body.password());
    SignedIn session = call.caller().accountSession();
    write(call, changed, Ending.allBut(session.id()), "account.password");
    return Reply.none();
  }

  /**
   * Somebody has to have shown just now who they are: else whoever finds a browser could enrol an
   * authenticator.
   */
  private Reply enrol(Call call) {
    Kept kept = account(call);
    call.caller().requireFresh();
    SecondFactor.Begun begun = second.begin(kept);
    write(call, kept.with(begun.credentials()), Ending.NONE, "account.second-factor.begin");
    return Reply.json(
        new AuthenticatorView(begun.secret(), Totp.uri(begun.secret(), kept.account().name())));
  }

  private Reply confirm(Call call) {
    Kept kept = account(call);
    call.caller().requireFresh();
    SignedIn session = call.caller().accountSession();
    String code = call.body(CodeBody.class).code();
    Credentials confirmed =
        parts
            .passwords()
            .attempt(
                kept.account().id() + " enrolment",
                call.caller().client().network(),
                () -> confirmed(kept, code));
    List<String> codes = RecoveryCodes.make();
    Kept changed = kept.with(confirmed.withNewRecovery(RecoveryCodes.hashes(codes)));
    write(call, changed, Ending.allBut(session.id()), "account.second-factor");
    Sessions.Opened renewed = parts.sessions().renew(session, "second-factor", true);
    return SessionCookie.set(
        Reply.json(new CodesView(codes)), renewed.token(), call.caller().client());
  }

  private Credentials confirmed(Kept kept, String code) {
    return second
        .confirm(kept, code)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_ALLOWED,
                    "this is not the authenticator's code; look whether its clock is right, and"
                        + " scan the picture again"));
  }

  private Reply renewCodes(Call call) {
    Kept kept = account(call);
    if (kept.credentials().authenticator() == null) {
      throw new DihyaException(
          ErrorCode.CONFLICT, "recovery codes stand in for an authenticator; enrol one first");
    }
    List<String> codes = RecoveryCodes.make();
    Kept changed = kept.with(kept.credentials().withNewRecovery(RecoveryCodes.hashes(codes)));
    write(call, changed, Ending.NONE, "account.recovery-codes");
    return Reply.json(new CodesView(codes));
  }

  private Reply sessions(Call call) {
    SignedIn current = call.caller().accountSession();
    return Reply.items(
        parts.sessions().ofAccount(account(call).account().id()).stream()
            .map(session -> BrowserSessionView.of(session, current))
            .toList());
  }

  private Reply endSession(Call call) {
    Kept kept = account(call);
    SignedIn ended =
        parts.sessions().ofAccount(kept.account().id()).stream()
            .filter(session -> session.id().equals(call.path("session")))
            .findFirst()
            .orElseThrow(() -> new DihyaException(ErrorCode.NOT_FOUND, "you have no such session"));
    parts.sessions().end(ended);
    parts.audit().append(entry(call, "session.end", kept.account()));
    return Reply.none();
  }

  private Kept account(Call call) {
    return Optional.ofNullable(call.caller().accountSession().account())
        .flatMap(parts.accounts()::find)
        .orElseThrow();
  }

  private void write(Call call, Kept changed, Ending ending, String action) {
    if (!parts.ledger().replace(changed, ending, entry(call, action, changed.account()))) {
      throw changedMeanwhile();
    }
  }

  static DihyaException changedMeanwhile() {
    return new DihyaException(
        ErrorCode.CONFLICT, "the account was changed at the same moment; try again");
  }

  private AuditEntry entry(Call call, String action, Account account) {
    return AuditEntry.of(clock.instant(), "local", call.actor(), action, account.id(), "");
  }

  record PasswordBody(String current, String password) {}

  record CodeBody(String code) {}

  record AuthenticatorView(String secret, String uri) {}

  record CodesView(List<String> codes) {}

  record AccountView(
      String id,
      String name,
      String role,
      @Nullable List<String> tenants,
      boolean provider,
      boolean secondFactor,
      boolean secondFactorNeeded,
      int recoveryCodesLeft,
      @Nullable Instant passwordSince,
      Instant createdAt) {
    static AccountView of(Kept kept) {
      Account account = kept.account();
      Credentials credentials = kept.credentials();
      return new AccountView(
          account.id(),
          account.name(),
          account.role().code(),
          account.tenants().isEmpty() ? null : account.tenants(),
          credentials.elsewhere(),
          credentials.authenticator() != null,
          account.role().needsSecondFactor(),
          credentials.recovery().size(),
          credentials.passwordSince(),
          account.createdAt());
    }
  }

  record BrowserSessionView(
      String id, Instant began, Instant used, String address, String agent, boolean current) {
    static BrowserSessionView of(SignedIn session, SignedIn current) {
      return new BrowserSessionView(
          session.id(),
          session.began(),
          session.used(),
          session.origin().address(),
          session.origin().agent(),
          session.id().equals(current.id()));
    }
  }
}
