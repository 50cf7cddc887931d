@NullMarked
package eu.dihya.change.gates;

import org.jspecify.annotations.NullMarked;
