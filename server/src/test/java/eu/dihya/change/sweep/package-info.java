@NullMarked
package eu.dihya.change.sweep;

import org.jspecify.annotations.NullMarked;
