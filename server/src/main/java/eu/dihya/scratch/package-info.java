/**
 * Empty databases beside a target in which something is tried, and their removal. Knows nothing of
 * plans and rollouts.
 */
@NullMarked
package eu.dihya.scratch;

import org.jspecify.annotations.NullMarked;
