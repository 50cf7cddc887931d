package eu.dihya.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where evidence is kept: a directory, and a node of IPFS where there is one. */
public record ArchiveConfig(Path local, Optional<URI> ipfs) {
  public ArchiveConfig {
    Checks.holds(local.isAbsolute(), "archive.local must be absolute here");
  }
}
