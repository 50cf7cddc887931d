/** What every target really looks like. */
@NullMarked
package eu.dihya.drift;

import org.jspecify.annotations.NullMarked;
