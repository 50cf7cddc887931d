package eu.dihya.app;

import eu.dihya.api.ApiParts;
import eu.dihya.api.SecretResource;
import eu.dihya.api.TokenResource;
import eu.dihya.base.DihyaException;
import eu.dihya.security.ApiTokens;
import eu.dihya.security.MasterKeyFiles;
import eu.dihya.security.SealedSecrets;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiAccountStore;
import eu.dihya.store.JdbiApiTokenStore;
import eu.dihya.store.JdbiApprovalStore;
import eu.dihya.store.JdbiObservationStore;
import eu.dihya.store.JdbiRolloutStore;
import eu.dihya.store.JdbiSecretStore;
import eu.dihya.store.JdbiTenantStore;
import eu.dihya.store.PostgresPlace;
import eu.dihya.tenants.EnvFileSecretResolver;
import eu.dihya.tenants.Target;
import java.time.Clock;

/** Puts together what stands on the control store. */
final class Stores {
  private Stores() {}

  /**
   * Opens the control store.
   *
   * @throws DihyaException CONFIGURATION for anything that an operator has to set right first
   */
  static ControlStore open(Configuration configuration) {
    Target target = configuration.store().target();
    return configuration
        .store()
        .file()
        .map(ControlStore::open)
        .orElseGet(() -> ControlStore.open(place(configuration, target)));
  }

  private static PostgresPlace place(Configuration configuration, Target target) {
    var references = new EnvFileSecretResolver(configuration.workspace(), System.getenv());
    return new PostgresPlace(
        target,
        target.credentials().map(references::resolve).orElseThrow(),
        ThisServer.name(configuration.workspace()));
  }

  static ApiParts.Stores of(Configuration configuration, ControlStore control) {
    JdbiTenantStore tenants = new JdbiTenantStore(control);
    JdbiApiTokenStore tokens = new JdbiApiTokenStore(control);
    return new ApiParts.Stores(
        control,
        tenants,
        new JdbiObservationStore(control),
        new JdbiRolloutStore(control),
        new JdbiApprovalStore(control),
        tenants::save,
        new TokenResource.Parts(
            new ApiTokens(tokens, new JdbiAccountStore(control), Clock.systemUTC()),
            tokens,
            tokens::add,
            tokens::revoke),
        secrets(configuration, control));
  }

  private static SecretResource.Parts secrets(Configuration configuration, ControlStore control) {
    JdbiSecretStore store = new JdbiSecretStore(control);
    SecretsConfig files = configuration.secrets();
    return new SecretResource.Parts(
        new SealedSecrets(
            store,
            new MasterKeyFiles(files.masterKeyFile(), files.oldMasterKeyFiles()),
            Engines.references(configuration),
            Clock.systemUTC()),
        store,
        new SecretResource.Writes(store::put, store::remove, store::wrapAnew));
  }
}
