/**
 * SQLite behind the ports of {@code engine}, over JDBC on platform threads. Made by {@code app}
 * alone; imports no web.
 */
@NullMarked
package eu.dihya.engine.sqlite;

import org.jspecify.annotations.NullMarked;
