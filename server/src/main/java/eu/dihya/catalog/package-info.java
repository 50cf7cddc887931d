/**
 * The migrations of a workspace: conventions, versions, checksums, sections, releases. Reads files;
 * imports no database and no web.
 */
@NullMarked
package eu.dihya.catalog;

import org.jspecify.annotations.NullMarked;
