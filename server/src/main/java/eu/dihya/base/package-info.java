/**
 * The floor of the house: engine names, errors, problems of a file, redaction, JSON. Imports no
 * other room and no framework but Jackson.
 */
@NullMarked
package eu.dihya.base;

import org.jspecify.annotations.NullMarked;
