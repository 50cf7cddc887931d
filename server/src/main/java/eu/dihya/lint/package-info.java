/**
 * What is risky in a migration, found by reading it: one rule a file, findings with a place and a
 * fix, and how they are shown. Reads the catalogue; opens no database.
 */
@NullMarked
package eu.dihya.lint;

import org.jspecify.annotations.NullMarked;
