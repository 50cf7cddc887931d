/**
 * What was done, by whom and why: the entries, written in the transaction of the change that they
 * describe.
 */
@NullMarked
package eu.dihya.audit;

import org.jspecify.annotations.NullMarked;
