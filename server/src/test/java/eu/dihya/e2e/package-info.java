/**
 * The real program, started as a process of its own on workspaces and databases as a user has them.
 * Imports nothing of the product but the names of engines: what it looks at is output, exit codes,
 * and the targets themselves.
 */
@NullMarked
package eu.dihya.e2e;

import org.jspecify.annotations.NullMarked;
