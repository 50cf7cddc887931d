@NullMarked
package eu.dihya.plan.sweep;

import org.jspecify.annotations.NullMarked;
