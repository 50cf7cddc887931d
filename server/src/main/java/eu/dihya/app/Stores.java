package eu.dihya.app;

import eu.dihya.api.ApiParts;
import eu.dihya.api.SecretResource;
import eu.dihya.api.TokenResource;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
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
import java.nio.file.Path;
import java.time.Clock;

/** Puts together what stands on the control store. */
final class Stores {
  private Stores() {}

  /**
   * Where the control store is.
   *
   * @throws DihyaException CONFIGURATION when it is configured as something else than a file
   */
  static Path file(Configuration configuration) {
    return configuration
        .store()
        .file(configuration.workspace())
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.CONFIGURATION,
                    "store: this version keeps its control store in SQLite only; write"
                        + " sqlite:PATH"));
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
