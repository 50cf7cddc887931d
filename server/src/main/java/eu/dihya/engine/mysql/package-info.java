/**
 * MySQL 8.0 and later and MariaDB 10.6 and later behind the ports of {@code engine}, over
 * vertx-mysql-client: one connection a session, no pool, no reconnect. Made by {@code app} alone;
 * must not be imported by any other room, and imports nothing above {@code engine}.
 */
@NullMarked
package eu.dihya.engine.mysql;

import org.jspecify.annotations.NullMarked;
