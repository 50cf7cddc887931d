/** The adapter of MySQL and MariaDB against a real server. */
@NullMarked
package eu.dihya.engine.mysql;

import org.jspecify.annotations.NullMarked;
