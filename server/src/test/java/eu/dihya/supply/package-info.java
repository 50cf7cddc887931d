/** What the jar is made of, and under which licences. */
@NullMarked
package eu.dihya.supply;

import org.jspecify.annotations.NullMarked;
