/**
 * Looks on all targets of a plan for rows that its constraints will refuse, before anything runs.
 * Only reads; what to ask comes from {@code plan.sweep}.
 */
@NullMarked
package eu.dihya.change.sweep;

import org.jspecify.annotations.NullMarked;
