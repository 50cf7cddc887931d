/** Tests of carrying a plan out, with hand-written fakes for store, work, clock and threads. */
@NullMarked
package eu.dihya.rollout;

import org.jspecify.annotations.NullMarked;
