/** The doing behind strategies, one folder each. */
@NullMarked
package eu.dihya.change;

import org.jspecify.annotations.NullMarked;
