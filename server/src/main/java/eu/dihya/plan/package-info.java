/**
 * What a rollout will do, decided before anything is done. Pure: no database, no web, no clock of
 * its own.
 */
@NullMarked
package eu.dihya.plan;

import org.jspecify.annotations.NullMarked;
