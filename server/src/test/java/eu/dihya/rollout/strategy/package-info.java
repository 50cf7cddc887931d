/** Tests of strategies, which are pure. */
@NullMarked
package eu.dihya.rollout.strategy;

import org.jspecify.annotations.NullMarked;
