/**
 * The report that each rollout leaves, from plain data that {@code app} fills in. Imports {@code
 * base} and {@code archive} only; it asks no store and no target.
 */
@NullMarked
package eu.dihya.report;

import org.jspecify.annotations.NullMarked;
