/** PostgreSQL against the contracts of {@code engine}, and what only PostgreSQL does. */
@NullMarked
package eu.dihya.engine.postgresql;

import org.jspecify.annotations.NullMarked;
