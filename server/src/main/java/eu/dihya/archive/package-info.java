/**
 * Content-addressed evidence: UnixFS trees with the profile {@code unixfs-v1-2025}, kept as CAR
 * files and, where a node is configured, on IPFS. Imports {@code base} and, in its IPFS adapter,
 * {@code http}; no Vert.x, no engine, no rollout.
 */
@NullMarked
package eu.dihya.archive;

import org.jspecify.annotations.NullMarked;
