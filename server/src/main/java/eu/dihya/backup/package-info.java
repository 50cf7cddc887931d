/** What is kept of a target before it is changed. */
@NullMarked
package eu.dihya.backup;

import org.jspecify.annotations.NullMarked;
