package eu.dihya.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The master keys of sealed secrets; all paths are absolute.
 *
 * @param masterKeyFile the key that seals; empty when there are no sealed secrets
 * @param oldMasterKeyFiles keys that only open what they sealed
 */
public record SecretsConfig(Optional<Path> masterKeyFile, List<Path> oldMasterKeyFiles) {
  public SecretsConfig {
    oldMasterKeyFiles = List.copyOf(oldMasterKeyFiles);
    Checks.holds(
        masterKeyFile.isPresent() || oldMasterKeyFiles.isEmpty(),
        "secrets.oldMasterKeyFiles needs secrets.masterKeyFile, the key that took their place");
  }
}
