/**
 * Archives on an IPFS node that speaks Kubo's RPC. Imports only {@code archive}, {@code http} and
 * {@code base}; made by {@code app} alone.
 */
@NullMarked
package eu.dihya.archive.ipfs;

import org.jspecify.annotations.NullMarked;
