/** Strategies: pure functions from a view of a rollout to the next decision. */
@NullMarked
package eu.dihya.rollout.strategy;

import org.jspecify.annotations.NullMarked;
