/** Only {@link eu.dihya.Main}; everything else lives in a room of the ladder. */
@NullMarked
package eu.dihya;

import org.jspecify.annotations.NullMarked;
