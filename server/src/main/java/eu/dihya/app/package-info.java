/**
 * Puts the product together: its configuration, the wiring of all parts, the order of start and
 * stop. Nothing but the command line may import it.
 */
@NullMarked
package eu.dihya.app;

import org.jspecify.annotations.NullMarked;
