/**
 * Who is to be migrated: tenants, their targets, the registry files, selectors, references to
 * secrets. Knows no database driver and no web.
 */
@NullMarked
package eu.dihya.tenants;

import org.jspecify.annotations.NullMarked;
