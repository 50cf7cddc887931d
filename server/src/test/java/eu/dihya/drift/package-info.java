/** Tests of observing targets. */
@NullMarked
package eu.dihya.drift;

import org.jspecify.annotations.NullMarked;
