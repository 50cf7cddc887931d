@NullMarked
package eu.dihya.change.expect;

import org.jspecify.annotations.NullMarked;
