package eu.dihya.plan.sweep;

import eu.dihya.base.Engine;
import eu.dihya.sql.DemandKind;
import eu.dihya.sql.OnRows;
import eu.dihya.sql.RowChange;
import eu.dihya.sql.RowDemand;
import eu.dihya.sql.RowDemand.Subject;
import eu.dihya.sql.RowReading;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the statements that a target is to run, in their order, for the constraints that they put
 * on tables that are there. A constraint that meets other rows than those of today, because of a
 * statement before it, has no probe. Not thread-safe.
 */
public final class PendingReading {
  private static final int SHOWN = 200;

  private final Engine engine;
  private final SqlDialect dialect;
  private final Before before;
  private final Map<Name, RowDemand> unvalidated = new HashMap<>();
  private final List<PendingConstraint> found = new ArrayList<>();

  /** Names of constraints are the table's own. */
  private record Name(String table, String constraint) {}

  public PendingReading(Engine engine) {
    this.engine = engine;
    this.dialect = SqlDialect.of(engine);
    this.before = new Before(dialect);
  }

  /**
   * Reads the next statement.
   *
   * @param file as messages name it
   * @param atomic whether it shares one transaction with its history row
   */
  public void add(Statement statement, String file, boolean atomic) {
    String place = statement.position(file).toString();
    for (OnRows each : RowReading.of(statement, dialect)) {
      switch (each) {
        case RowDemand demand -> demanded(demand, place, atomic);
        case RowChange change -> changed(change, place, atomic);
      }
    }
  }

  /** A program is to run, of which nobody knows what it does. */
  public void addProgram(String file) {
    demanded(
        new RowDemand.Unclear(
            new Subject("", "", false), DemandKind.OTHER, file, "a program is not read"),
        file,
        false);
    before.anything(file + " is a program");
  }

  /** What was found, in the order of the statements. */
  public List<PendingConstraint> found() {
    return List.copyOf(found);
  }

  private void changed(RowChange change, String place, boolean atomic) {
    switch (change) {
      case RowChange.Unvalidated held ->
          unvalidated.put(
              name(held.demand().of().table(), held.demand().of().name()), held.demand());
      case RowChange.Validated validated ->
          demanded(
              Optional.ofNullable(unvalidated.get(name(validated.table(), validated.name())))
                  .orElseGet(() -> elsewhere(validated)),
              place,
              atomic);
      case RowChange.Copied copied -> copied(copied, place, atomic);
      case RowChange.NewColumns columns -> before.columns(columns, place);
      case RowChange.OtherTable table -> before.changed(table.table(), place);
      case RowChange.NewTable table -> before.made(table, place);
      case RowChange.Rows rows -> before.rows(rows.table(), place);
      case RowChange.Anything anything -> before.anything(anything.because() + ", at " + place);
    }
  }

  private static RowDemand elsewhere(RowChange.Validated validated) {
    return new RowDemand.Unclear(
        new Subject(validated.table(), validated.name(), false),
        DemandKind.OTHER,
        "VALIDATE CONSTRAINT " + validated.name(),
        "what it demands stands in an earlier migration");
  }

  private void demanded(RowDemand demand, String place, boolean atomic) {
    Optional<MadeTable> empty = before.empty(demand.of().table());
    if (empty.isPresent()) {
      empty.get().add(demand);
      return;
    }
    Optional<String> obstacle =
        Obstacles.of(demand, engine, atomic).or(() -> before.obstacle(demand));
    found.add(
        obstacle
            .map(because -> PendingConstraint.unanswerable(constraint(demand, place), because))
            .orElseGet(
                () ->
                    PendingConstraint.of(
                        constraint(demand, place),
                        new Probe(engine, demand, "", Doubts.of(demand, engine)))));
  }

  /** A table that is built anew from another one: its demands meet the rows of that one. */
  private void copied(RowChange.Copied copied, String place, boolean atomic) {
    List<MadeTable> made = before.madeLike(copied.into());
    boolean clear = made.size() == 1 && made.getFirst().isEmpty();
    for (MadeTable each : made) {
      if (each.isFilled()) {
        each.found().forEach(index -> found.set(index, again(found.get(index), place)));
      } else {
        filled(each, copied, place, atomic);
      }
    }
    if (clear) {
      before.changed(copied.into(), place);
    } else {
      before.rows(copied.into(), place);
    }
  }

  private static PendingConstraint again(PendingConstraint pending, String place) {
    return pending.withoutProbe("more rows are copied into the table, at " + place);
  }

  private void filled(MadeTable made, RowChange.Copied copied, String place, boolean atomic) {
    boolean meant =
        before.madeLike(copied.into()).size() == 1
            && (made.isNamed(copied.into()) || !copied.into().contains("."));
    Rebuild rebuild = new Rebuild(made.table(), copied, dialect);
    for (RowDemand demand : made.demands()) {
      Optional<String> obstacle =
          before
              .obstacleOfRows(copied.from())
              .or(() -> before.parentObstacle(demand))
              .or(() -> Obstacles.of(demand, engine, atomic))
              .or(() -> when(!meant, "another table may be meant by its name"))
              .or(() -> when(!made.isEmpty(), "the table may be another, or have rows already"))
              .or(() -> rebuild.obstacle(demand));
      made.foundAt(found.size());
      found.add(
          obstacle
              .map(because -> PendingConstraint.unanswerable(constraint(demand, place), because))
              .orElseGet(
                  () -> PendingConstraint.of(constraint(demand, place), rebuild.probe(demand))));
    }
    made.fill();
  }

  private static Optional<String> when(boolean so, String because) {
    return so ? Optional.of(because) : Optional.empty();
  }

  private Name name(String table, String constraint) {
    return new Name(table, RowReading.plainName(constraint, dialect).toLowerCase(Locale.ROOT));
  }

  private PendingConstraint.Constraint constraint(RowDemand demand, String place) {
    return new PendingConstraint.Constraint(
        place,
        demand.kind().code(),
        demand.of().table(),
        demand.of().name(),
        StatementText.oneLine(demand.text(), engine, SHOWN));
  }
}
