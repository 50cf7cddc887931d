/**
 * The control store: one SQLite database through Jdbi and HikariCP, on a platform thread of its
 * own.
 */
@NullMarked
package eu.dihya.store;

import org.jspecify.annotations.NullMarked;
