/**
 * The demo: real database servers started from an archive, an example fleet with synthetic people,
 * and the workspace it lives in. Must not import the command line; carries no server binaries and
 * no database driver.
 */
@NullMarked
package eu.dihya.demo;

import org.jspecify.annotations.NullMarked;
