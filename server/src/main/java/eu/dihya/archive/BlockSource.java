package eu.dihya.archive;

import java.util.Optional;

/**
 * Where the blocks of an archive can be read. The bytes are as they were found: whoever reads them
 * checks their hash. Errors other than a missing block are {@code DihyaException}.
 */
@FunctionalInterface
public interface BlockSource {
  /** The bytes kept under this address; empty where there are none. */
  Optional<byte[]> read(Cid cid);
}
