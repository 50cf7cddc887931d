package eu.dihya.app;

import eu.dihya.api.ApiParts;
import eu.dihya.api.ProviderResource;
import eu.dihya.api.SignInResource;
import eu.dihya.http.HostPort;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingPolicy;
import eu.dihya.oidc.Journeys;
import eu.dihya.oidc.Provider;
import eu.dihya.oidc.ProviderSettings;
import eu.dihya.security.Attempts;
import eu.dihya.security.KeyFile;
import eu.dihya.security.PasswordHashing;
import eu.dihya.security.PasswordSignIn;
import eu.dihya.security.ProviderAccounts;
import eu.dihya.security.Seal;
import eu.dihya.security.SecondFactor;
import eu.dihya.security.Sessions;
import eu.dihya.security.SetUps;
import eu.dihya.security.SignIns;
import eu.dihya.store.JdbiAccountStore;
import eu.dihya.store.JdbiAuditLog;
import eu.dihya.store.JdbiSessionStore;
import eu.dihya.tenants.EnvFileSecretResolver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** Puts together how people sign in. */
final class Accounts {
  private Accounts() {}

  /**
   * @param state the directory that holds the key of what accounts keep sealed
   */
  static ApiParts.SignIn of(
      Core core, Configuration configuration, Path state, Resources resources) {
    ApiParts.Stores stores = core.stores;
    Clock clock = core.clock;
    JdbiAccountStore accounts = new JdbiAccountStore(stores.control());
    Sessions sessions = new Sessions(new JdbiSessionStore(stores.control()), clock);
    PasswordHashing passwords = resources.add(new PasswordHashing());
    Seal seal = new Seal(KeyFile.open(state.resolve("accounts.key")));
    SecondFactor second = new SecondFactor(seal, clock);
    Attempts attempts = new Attempts(clock);
    var parts =
        new SignInResource.Parts(
            new SignIns(sessions, stores.tokens().tokens(), clock),
            sessions,
            new PasswordSignIn(accounts, passwords, second, attempts, clock),
            new SetUps(accounts, passwords, clock),
            accounts,
            accounts,
            new JdbiAuditLog(stores.control()));
    return new ApiParts.SignIn(
        parts,
        second,
        configuration
            .oidc()
            .map(
                oidc ->
                    new ProviderResource.Way(
                        oidc.name(),
                        provider(core, configuration, oidc, resources),
                        new Journeys(seal, clock),
                        new ProviderAccounts(
                            accounts, oidc.roles(), oidc.secondFactorHere(), clock),
                        attempts)));
  }

  private static Provider provider(
      Core core, Configuration configuration, OidcConfig oidc, Resources resources) {
    OutgoingPolicy strict = OutgoingPolicy.strict(Set.of(HostPort.of(oidc.issuer())));
    OutgoingHttp http =
        resources.add(
            new OutgoingHttp(
                core.vertx,
                new OutgoingPolicy(
                    strict.connectTimeout(),
                    strict.readTimeout(),
                    strict.maxResponseBytes(),
                    strict.configured(),
                    oidc.trust())));
    var secrets = new EnvFileSecretResolver(configuration.workspace(), System.getenv());
    return new Provider(
        new ProviderSettings(
            oidc.issuer(),
            oidc.clientId(),
            () -> oidc.clientSecret().map(secrets::text),
            oidc.scopes(),
            oidc.groupsClaim()),
        http,
        core.clock);
  }
}
