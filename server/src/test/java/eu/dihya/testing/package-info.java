/** What tests share: real database servers, one of each kind for a run. */
@NullMarked
package eu.dihya.testing;

import org.jspecify.annotations.NullMarked;
