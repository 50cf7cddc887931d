package eu.dihya.archive;

import java.io.IOException;

/** Takes the blocks of a tree, children before parents; the same block may come twice. */
@FunctionalInterface
interface BlockSink {
  void accept(Block block) throws IOException;
}
