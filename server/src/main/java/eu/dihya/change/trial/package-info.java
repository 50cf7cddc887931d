/**
 * Trying migrations out on scratch databases: up, verify, down, up again. Changes nothing that
 * belongs to a tenant, and must not import {@code drift} or anything after it.
 */
@NullMarked
package eu.dihya.change.trial;

import org.jspecify.annotations.NullMarked;
