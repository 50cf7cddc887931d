/**
 * The command line: one class per command, each of which calls the API. The only room that imports
 * picocli.
 */
@NullMarked
package eu.dihya.cli;

import org.jspecify.annotations.NullMarked;
