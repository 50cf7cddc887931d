/**
 * Running migrations that are programs: one process each, with limits, an environment of its own,
 * and an end that can be seen from another process. Knows nothing of steps and journals, and must
 * not import {@code change.apply}.
 */
@NullMarked
package eu.dihya.change.scripts;

import org.jspecify.annotations.NullMarked;
