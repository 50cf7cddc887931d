/**
 * Faults that are made on purpose, and the oracle that says whether a fleet came through them: a
 * worker process that carries migrations out with the real product and ends where it is told to,
 * and tests that kill it, its servers and its connections. What it watches, it watches by standing
 * between the product and its drivers; nothing in the product knows of it.
 */
@NullMarked
package eu.dihya.chaos;

import org.jspecify.annotations.NullMarked;
