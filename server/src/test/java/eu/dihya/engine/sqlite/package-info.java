/** SQLite against the contracts of {@code engine}, and what only SQLite does. */
@NullMarked
package eu.dihya.engine.sqlite;

import org.jspecify.annotations.NullMarked;
