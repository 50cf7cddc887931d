/** Who acts: principals and roles. Knows no web and no store. */
@NullMarked
package eu.dihya.security;

import org.jspecify.annotations.NullMarked;
