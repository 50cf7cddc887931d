package eu.dihya.plan.sweep;

import eu.dihya.base.Engine;
import eu.dihya.sql.RowDemand;
import java.util.List;
import java.util.Optional;

/**
 * A question that counts the rows that offend, and reads nothing else.
 *
 * @param demand what the rows must fulfil
 * @param rows what stands for the demand's table where that is not made yet: a {@code WITH} clause
 *     that ends in a blank; empty where the table is there
 * @param doubts to be asked first
 */
public record Probe(Engine engine, RowDemand demand, String rows, List<Doubt> doubts) {
  public Probe {
    doubts = List.copyOf(doubts);
  }

  /**
   * A query for the columns of the parent's primary key as {@code name}, in order; empty when the
   * demand names them.
   */
  public Optional<String> parentKey() {
    return demand instanceof RowDemand.Reference reference && reference.parentColumns().isEmpty()
        ? Optional.of(ProbeSql.primaryKey(engine, reference.parent()))
        : Optional.empty();
  }

  /** Whether a parent's key has as many columns as the reference. */
  public boolean fits(List<String> key) {
    return demand instanceof RowDemand.Reference reference
        && reference.columns().size() == key.size();
  }

  /** The same with the parent's key known; the names are quoted here. */
  public Probe withParentKey(List<String> names) {
    return new Probe(
        engine, ((RowDemand.Reference) demand).to(ProbeSql.quoted(engine, names)), rows, doubts);
  }

  /** One row with the number of offending rows as {@code offending}. */
  public String sql() {
    return rows + ProbeSql.of(demand);
  }
}
