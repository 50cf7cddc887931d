/**
 * Looking at what has to hold before a wave: queries on tenants, addresses that answer, earlier
 * rollouts. Knows nothing of how rollouts go on from there.
 */
@NullMarked
package eu.dihya.change.gates;

import org.jspecify.annotations.NullMarked;
