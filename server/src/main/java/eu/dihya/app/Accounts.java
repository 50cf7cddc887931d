package eu.dihya.app;

import eu.dihya.api.ApiParts;
import eu.dihya.api.SignInResource;
import eu.dihya.security.Attempts;
import eu.dihya.security.KeyFile;
import eu.dihya.security.PasswordHashing;
import eu.dihya.security.PasswordSignIn;
import eu.dihya.security.Seal;
import eu.dihya.security.SecondFactor;
import eu.dihya.security.Sessions;
import eu.dihya.security.SetUps;
import eu.dihya.security.SignIns;
import eu.dihya.store.JdbiAccountStore;
import eu.dihya.store.JdbiAuditLog;
import eu.dihya.store.JdbiSessionStore;
import java.nio.file.Path;
import java.time.Clock;

/** Puts together how people sign in. */
final class Accounts {
  private Accounts() {}

  /**
   * @param state the directory that holds the key of what accounts keep sealed
   */
  static ApiParts.SignIn of(
      ApiParts.Stores stores, Path state, Clock clock, Resources resources) {
    JdbiAccountStore accounts = new JdbiAccountStore(stores.control());
    Sessions sessions = new Sessions(new JdbiSessionStore(stores.control()), clock);
    PasswordHashing passwords = resources.add(new PasswordHashing());
    SecondFactor second =
        new SecondFactor(new Seal(KeyFile.open(state.resolve("accounts.key"))), clock);
    var parts =
        new SignInResource.Parts(
            new SignIns(sessions, stores.tokens().tokens(), clock),
            sessions,
            new PasswordSignIn(accounts, passwords, second, new Attempts(clock), clock),
            new SetUps(accounts, passwords, clock),
            accounts,
            accounts,
            new JdbiAuditLog(stores.control()));
    return new ApiParts.SignIn(parts, second);
  }
}
