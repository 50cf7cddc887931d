package eu.dihya.api;

import eu.dihya.audit.AccountLedger.Ending;
import eu.dihya.audit.AuditEntry;
import eu.dihya.security.Account;
import eu.dihya.security.AccountStore.Kept;
import eu.dihya.security.Identity;
import eu.dihya.security.Principal;
import eu.dihya.security.ProviderAccounts;
import eu.dihya.security.ProviderAccounts.Entering;
import eu.dihya.security.Role;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignInRefused;
import eu.dihya.security.SignInRefused.Why;
import java.time.Clock;
import java.util.Optional;

/** Gives who came back from the identity provider their account and a session, and notes it. */
final class Arrivals {
  private static final int TRIES = 3;

  private final SignInResource.Parts parts;
  private final Clock clock;

  Arrivals(SignInResource.Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * @param replaced the hash of the token of the session that ends with this
   * @throws SignInRefused NO_ROLE, SUSPENDED, EXPIRED
   */
  Sessions.Opened open(
      Call call, ProviderAccounts accounts, Identity identity, Optional<String> replaced) {
    Entering entering = entered(call, accounts, identity);
    Account account = entering.kept().account();
    if (entering.isNew() || entering.before().isPresent()) {
      parts.audit().append(entry(call, "session.open", account, ""));
    }
    replaced.ifPresent(parts.sessions()::endHashed);
    return parts.lasting(
        parts
            .sessions()
            .open(
                account,
                Principal.OIDC,
                accounts.proof(entering.kept(), identity),
                call.caller().client().origin()));
  }

  /** Somebody was refused before it was known who they are. */
  void noteRefusal(Call call, SignInRefused why) {
    parts.audit().append(refusal(call, "unknown", why));
  }

  /** Tried anew when the account, or one that takes its name, was written at the same moment. */
  private Entering entered(Call call, ProviderAccounts accounts, Identity identity) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Kept> known = parts.accounts().ofIdentity(identity.key());
      try {
        Entering entering = accounts.enter(identity, known);
        if (written(call, entering)) {
          return entering;
        }
      } catch (SignInRefused e) {
        keepOut(call, known, e);
        throw e;
      }
    }
    throw new SignInRefused(Why.EXPIRED, "the account was changed at the same moment; try again");
  }

  private boolean written(Call call, Entering entering) {
    Kept kept = entering.kept();
    Account account = kept.account();
    Optional<Role> before = entering.before();
    if (entering.isNew()) {
      String role = "role " + account.role().code();
      return parts.ledger().add(kept, entry(call, "account.join", account, role));
    }
    return before.isEmpty()
        ? parts.ledger().replace(kept, Ending.NONE, entry(call, "session.open", account, ""))
        : parts.ledger().replace(kept, Ending.ALL, changed(call, account, before.get()));
  }

  private AuditEntry changed(Call call, Account account, Role before) {
    String roles = "role %s, was %s: groups".formatted(account.role().code(), before.code());
    return entry(call, "account.role", account, roles);
  }

  /** Who may not come in any more is not in any more either. */
  private void keepOut(Call call, Optional<Kept> known, SignInRefused why) {
    String whose = known.map(kept -> kept.account().id()).orElse("unknown");
    AuditEntry entry = refusal(call, whose, why);
    if (known.isEmpty() || !parts.ledger().replace(known.get(), Ending.ALL, entry)) {
      parts.audit().append(entry);
    }
  }

  private AuditEntry refusal(Call call, String whose, SignInRefused why) {
    return AuditEntry.of(
            clock.instant(),
            "local",
            call.actor(),
            "session.refused",
            whose,
            "through the identity provider")
        .failed(why.why().word());
  }

  private AuditEntry entry(Call call, String action, Account account, String reason) {
    var by = new AuditEntry.Actor(account.principal(Principal.OIDC), call.requestId());
    return AuditEntry.of(clock.instant(), "local", by, action, account.id(), reason);
  }
}
