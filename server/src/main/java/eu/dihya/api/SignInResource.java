package eu.dihya.api;

import eu.dihya.audit.AccountLedger;
import eu.dihya.audit.AccountLedger.Ending;
import eu.dihya.audit.AuditEntry;
import eu.dihya.audit.AuditLog;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Account;
import eu.dihya.security.AccountStore;
import eu.dihya.security.AccountStore.Kept;
import eu.dihya.security.PasswordSignIn;
import eu.dihya.security.PasswordSignIn.Shown;
import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import eu.dihya.security.SessionStore.SignedIn;
import eu.dihya.security.Sessions;
import eu.dihya.security.SetUps;
import eu.dihya.security.SignIns;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in and out, setting an account up, and showing again who one is. */
public final class SignInResource {
  private final Parts parts;
  private final Clock clock;
  private final SystemResource.Identity identity;

  SignInResource(Parts parts, SystemResource.Identity identity, Clock clock) {
    this.parts = parts;
    this.identity = identity;
    this.clock = clock;
  }

  /** What it asks. */
  public record Parts(
      SignIns signIns,
      Sessions sessions,
      PasswordSignIn passwords,
      SetUps setUps,
      AccountStore accounts,
      AccountLedger ledger,
      AuditLog audit) {
    /**
     * The session, when its account is still what it was when it was read: a session that was
     * opened while the account was suspended, or got another role, would outlive that.
     *
     * @throws DihyaException NOT_SIGNED_IN
     */
    Sessions.Opened lasting(Sessions.Opened opened) {
      Principal shown = opened.session().principal();
      Account now = accounts.find(shown.id()).orElseThrow().account();
      if (now.suspended() || now.role() != shown.role() || !now.scope().equals(shown.scope())) {
        sessions.end(opened.session());
        throw new DihyaException(
            ErrorCode.NOT_SIGNED_IN, "the account was changed at this moment; try again");
      }
      return opened;
    }
  }

  /** What is open to who has not signed in. */
  List<OpenEndpoint> open() {
    return List.of(
        new OpenEndpoint("POST", "/api/v1/session", this::signIn),
        new OpenEndpoint("DELETE", "/api/v1/session", this::signOut),
        new OpenEndpoint("POST", "/api/v1/set-up/look", this::look),
        new OpenEndpoint("POST", "/api/v1/set-up", this::setUp));
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/api/v1/session",
            Permission.KNOW_ONESELF,
            call -> Reply.json(view(call.caller().principal(), call.caller().session()))),
        Endpoint.post("/api/v1/session/step-up", Permission.KNOW_ONESELF, this::stepUp).toldOnce(),
        Endpoint.post("/api/v1/session/link", Permission.MANAGE_PEOPLE, this::link).toldOnce());
  }

  private Reply signIn(Call call) {
    SignInBody body = call.body(SignInBody.class);
    return body.token() != null ? withLink(call, body.token()) : withPassword(call, body);
  }

  private Reply withLink(Call call, String token) {
    Sessions.Opened opened = parts.signIns().open(token, call.caller().client().origin());
    Principal by = opened.session().principal();
    parts.audit().append(entry(by, call, "session.open", by.id()));
    endBefore(call);
    return signedIn(call, opened);
  }

  private Reply withPassword(Call call, SignInBody body) {
    String name = required("name", body.name());
    String password = required("password", body.password());
    String code = Optional.ofNullable(body.code()).orElse("");
    Shown shown =
        audited(
            call,
            parts.accounts().named(name),
            () -> parts.passwords().signIn(name, password, code, call.caller().client().network()));
    Account account = shown.changed().account();
    Principal by = account.principal(shown.signIn());
    if (!parts
        .ledger()
        .replace(shown.changed(), Ending.NONE, entry(by, call, "session.open", account.id()))) {
      throw new DihyaException(
          ErrorCode.NOT_SIGNED_IN,
          "somebody signed in to this account at the same moment; try again");
    }
    return entered(call, account, shown.signIn(), shown.full());
  }

  private Reply entered(Call call, Account account, String signIn, boolean full) {
    endBefore(call);
    return signedIn(
        call,
        parts.lasting(
            parts.sessions().open(account, signIn, full, call.caller().client().origin())));
  }

  /** Whoever signs in anew, in a browser in which somebody had, ends that session. */
  private void endBefore(Call call) {
    call.caller().session().ifPresent(parts.sessions()::end);
  }

  /** What is refused is known to the audit too; whose name it was only where there is one. */
  private Shown audited(Call call, Optional<Kept> meant, Supplier<Shown> attempt) {
    try {
      return attempt.get();
    } catch (DihyaException e) {
      if (e.code() == ErrorCode.NOT_SIGNED_IN || e.code() == ErrorCode.NOT_ALLOWED) {
        String id = meant.map(kept -> kept.account().id()).orElse("unknown");
        parts
            .audit()
            .append(entry(call.principal(), call, "session.refused", id).failed(e.code().slug()));
      }
      throw e;
    }
  }

  private Reply signOut(Call call) {
    call.caller()
        .session()
        .ifPresent(
            session -> {
              parts.sessions().end(session);
              parts
                  .audit()
                  .append(entry(call.principal(), call, "session.close", call.principal().id()));
            });
    return SessionCookie.forget(Reply.none(), call.caller().client());
  }

  private Reply stepUp(Call call) {
    SignedIn session = call.caller().accountSession();
    Kept kept = account(session);
    StepUpBody body = call.body(StepUpBody.class);
    String password = Optional.ofNullable(body.password()).orElse("");
    String code = Optional.ofNullable(body.code()).orElse("");
    Shown shown =
        audited(
            call,
            Optional.of(kept),
            () -> parts.passwords().again(kept, password, code, call.caller().client().network()));
    write(
        shown.changed(),
        Ending.NONE,
        entry(call.principal(), call, "session.step-up", kept.account().id()));
    return signedIn(
        call,
        parts.sessions().renew(session, shown.signIn(), session.proof().full() || shown.full()));
  }

  /** Who can read the server's file on its machine may do everything on it already. */
  private Reply link(Call call) {
    if (!call.principal().signIn().equals(Principal.LOCAL_TOKEN)) {
      throw new DihyaException(
          ErrorCode.NOT_ALLOWED, "a sign-in link is made on the server's own machine alone");
    }
    parts.audit().append(entry(call.principal(), call, "session.link", "local-admin"));
    return Reply.json(new LinkView(parts.signIns().newLink()));
  }

  private Reply look(Call call) {
    SetUps.For meant = parts.setUps().look(call.body(LookBody.class).token());
    return Reply.json(
        new SetUpView(
            meant.account().map(kept -> kept.account().name()).orElse(null), meant.role().code()));
  }

  private Reply setUp(Call call) {
    SetUpBody body = call.body(SetUpBody.class);
    String name = Optional.ofNullable(body.name()).orElse("");
    Kept kept = parts.setUps().use(body.token(), name, body.password());
    Account account = kept.account();
    AuditEntry entry = entry(account.principal("set-up"), call, "account.set-up", account.id());
    boolean written =
        kept.revision() == 0
            ? parts.setUps().once(body.token(), () -> parts.ledger().add(kept, entry))
            : parts.ledger().replace(kept, Ending.ALL, entry);
    if (!written) {
      throw new DihyaException(
          ErrorCode.CONFLICT, "the link was used at the same moment, or the name is taken");
    }
    boolean full = !account.role().needsSecondFactor();
    return entered(call, account, "password", full);
  }

  private Kept account(SignedIn session) {
    return Optional.ofNullable(session.account()).flatMap(parts.accounts()::find).orElseThrow();
  }

  private void write(Kept changed, Ending ending, AuditEntry entry) {
    if (!parts.ledger().replace(changed, ending, entry)) {
      throw AccountResource.changedMeanwhile();
    }
  }

  private Reply signedIn(Call call, Sessions.Opened opened) {
    Reply reply = Reply.json(view(opened.session().principal(), Optional.of(opened.session())));
    return SessionCookie.set(reply, opened.token(), call.caller().client());
  }

  private AuditEntry entry(Principal by, Call call, String action, String object) {
    return AuditEntry.of(
        clock.instant(), "local", new AuditEntry.Actor(by, call.requestId()), action, object, "");
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE, "field '" + field + "' is missing; send name and password, or token");
    }
    return value;
  }

  private SessionView view(Principal principal, Optional<SignedIn> session) {
    Optional<SignedIn> ofAccount = session.filter(open -> open.account() != null);
    return new SessionView(
        PrincipalView.of(principal),
        identity.version(),
        identity.workspace(),
        principal.signIn(),
        session.map(this::stage).orElse("full"),
        ofAccount.map(open -> open.proof().freshUntil()).orElse(null));
  }

  private String stage(SignedIn session) {
    if (session.proof().full()) {
      return "full";
    }
    return account(session).credentials().authenticator() == null ? "enrol" : "second-factor";
  }

  record SignInBody(
      @Nullable String token,
      @Nullable String name,
      @Nullable String password,
      @Nullable String code) {}

  record StepUpBody(@Nullable String code, @Nullable String password) {}

  record LookBody(String token) {}

  record SetUpBody(String token, @Nullable String name, String password) {}

  record LinkView(String token) {}

  record SetUpView(@Nullable String name, String role) {}

  /**
   * Who one is.
   *
   * @param tenants absent for who knows of all
   */
  record PrincipalView(String id, String name, String role, Optional<SortedSet<String>> tenants) {
    static PrincipalView of(Principal principal) {
      return new PrincipalView(
          principal.id(), principal.name(), principal.role().code(), principal.scope().named());
    }
  }

  record SessionView(
      PrincipalView principal,
      String serverVersion,
      String workspace,
      String signIn,
      String stage,
      @Nullable Instant freshUntil) {}
}
