/**
 * Carrying a plan out: states and events as data, the engine that moves a rollout on, the ports to
 * the store and to the work on a tenant. No database, no web.
 */
@NullMarked
package eu.dihya.rollout;

import org.jspecify.annotations.NullMarked;
