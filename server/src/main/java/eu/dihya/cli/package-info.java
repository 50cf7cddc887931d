/**
 * The command line: one class per noun, a method per verb, each of which calls the API of the Dihya
 * server that it finds or starts. It decides nothing about migrations itself. The only room that
 * imports picocli; it must not import a driver, the store or Vert.x.
 */
@NullMarked
package eu.dihya.cli;

import org.jspecify.annotations.NullMarked;
