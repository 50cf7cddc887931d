/**
 * From the statements that are to run to questions that only read: which rows will offend. Pure: no
 * database.
 */
@NullMarked
package eu.dihya.plan.sweep;

import org.jspecify.annotations.NullMarked;
