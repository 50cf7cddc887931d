/** Tests of planning. */
@NullMarked
package eu.dihya.plan;

import org.jspecify.annotations.NullMarked;
