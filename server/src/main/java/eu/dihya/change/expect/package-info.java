/**
 * The shape that each statement of a migration should leave, found on a scratch database once for
 * the whole fleet. Must not import {@code drift} or anything after it.
 */
@NullMarked
package eu.dihya.change.expect;

import org.jspecify.annotations.NullMarked;
