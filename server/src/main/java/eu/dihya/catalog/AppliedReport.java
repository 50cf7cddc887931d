package eu.dihya.catalog;

import eu.dihya.base.Problem;
import java.util.List;

/**
 * A tenant's history held against the catalogue.
 *
 * @param refusals why nothing may be applied to this tenant
 * @param notes what is worth telling and stops nothing
 * @param pending what it does not have yet, in the order in which it is to be applied
 */
public record AppliedReport(List<Problem> refusals, List<Problem> notes, List<Migration> pending) {
  public AppliedReport {
    refusals = List.copyOf(refusals);
    notes = List.copyOf(notes);
    pending = List.copyOf(pending);
  }

  public boolean accepted() {
    return refusals.isEmpty();
  }
}
