package eu.dihya.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;

/**
 * What a person reads about an archive, and how far it may go.
 *
 * @param name at most 200 characters
 * @param kind {@code rollout}, {@code release}, {@code audit-head}, …: lower case and dashes
 * @param exposure where it may be kept
 */
public record ArchiveLabel(String name, String kind, Exposure exposure) {
  /** IPFS cannot forget, so what leaves this machine is decided for each archive. */
  public enum Exposure {
    /** Anybody may read it: it may be on any node. */
    @JsonProperty("public")
    PUBLIC,
    /** Its files are encrypted: it may be on a node in a private swarm. */
    @JsonProperty("sealed")
    SEALED,
    /** Readable and confidential, or about a person: it stays in the local archive. */
    @JsonProperty("local-only")
    LOCAL_ONLY
  }

  public ArchiveLabel {
    if (name.isBlank() || name.length() > 200 || !kind.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "an archive needs a name of at most 200 characters and a kind in lower case");
    }
  }
}
