/**
 * Carrying migrations out on one target: exactly once, decided from what the target itself holds.
 */
@NullMarked
package eu.dihya.change.apply;

import org.jspecify.annotations.NullMarked;
