/** Tests of trying migrations out. */
@NullMarked
package eu.dihya.change.trial;

import org.jspecify.annotations.NullMarked;
