/** Tests of carrying migrations out, on real engines. */
@NullMarked
package eu.dihya.change.apply;

import org.jspecify.annotations.NullMarked;
