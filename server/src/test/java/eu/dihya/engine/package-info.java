/** Contracts that every engine's adapter must keep, with one subclass for each engine. */
@NullMarked
package eu.dihya.engine;

import org.jspecify.annotations.NullMarked;
