@NullMarked
package eu.dihya.change.scripts;

import org.jspecify.annotations.NullMarked;
