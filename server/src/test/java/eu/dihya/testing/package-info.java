/** What tests share: real database servers, one of each kind for a run, and a wire that breaks. */
@NullMarked
package eu.dihya.testing;

import org.jspecify.annotations.NullMarked;
