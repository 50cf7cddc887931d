/**
 * The floor of the house: engine names, errors, problems of a file, redaction, JSON, YAML with
 * places. Imports no other room and no framework but Jackson and the YAML reader under it.
 */
@NullMarked
package eu.dihya.base;

import org.jspecify.annotations.NullMarked;
