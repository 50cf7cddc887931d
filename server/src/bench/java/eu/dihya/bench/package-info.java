/**
 * Measures Dihya beside Flyway and beside the plain driver (docs/benchmarks.md). Compiled in
 * profile {@code bench} alone; in no artefact.
 */
@NullMarked
package eu.dihya.bench;

import org.jspecify.annotations.NullMarked;
