/**
 * PostgreSQL behind the ports of {@code engine}, over the Vert.x client. Made by {@code app} alone.
 */
@NullMarked
package eu.dihya.engine.postgresql;

import org.jspecify.annotations.NullMarked;
