/**
 * Archives as CAR files in a directory. Imports only {@code archive} and {@code base}; made by
 * {@code app} alone.
 */
@NullMarked
package eu.dihya.archive.local;

import org.jspecify.annotations.NullMarked;
