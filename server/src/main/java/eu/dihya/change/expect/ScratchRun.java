package eu.dihya.change.expect;

import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.SqlFailure;
import eu.dihya.sql.Statement;
import eu.dihya.tenants.Target;
import java.util.ArrayList;
import java.util.List;

/** Runs what changes a schema on a scratch database. */
final class ScratchRun {
  private final EngineDriver driver;
  private final Session session;
  private final Target target;

  ScratchRun(EngineDriver driver, Session session, Target target) {
    this.driver = driver;
    this.session = session;
    this.target = target;
  }

  /** A statement that the scratch database refused. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SqlFailure failure;

    Refused(String place, SqlFailure failure) {
      super(place + ": a scratch database refused it: " + failure.text(), failure);
      this.failure = failure;
    }

    SqlFailure failure() {
      return failure;
    }
  }

  Shape shape() {
    return driver.schemaReader().shape(session, target);
  }

  /** Runs a script whose shapes nobody asks for. */
  void run(Script script) {
    step(script, new ArrayList<>(), false);
  }

  /** Runs a script; the shapes after each of its parts, or after all of it where it is atomic. */
  List<Shape> shapes(Script script, Shape before) {
    List<Shape> shapes = new ArrayList<>(List.of(before));
    step(script, shapes, true);
    return shapes.subList(1, shapes.size());
  }

  private void step(Script script, List<Shape> shapes, boolean watched) {
    if (!script.atomic()) {
      statements(script, shapes, watched);
      return;
    }
    session.begin();
    try {
      statements(script, shapes, false);
      if (watched) {
        shapes.add(shape());
      }
      session.commit();
    } catch (RuntimeException e) {
      session.rollback();
      throw e;
    }
  }

  private void statements(Script script, List<Shape> shapes, boolean watched) {
    try (SectionReader statements = script.open()) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        boolean run =
            switch (ScratchRules.of(statement, script.chain().engine())) {
              case ScratchEffect.Run ignored -> true;
              case ScratchEffect.Skip ignored -> false;
              case ScratchEffect.Unknown unknown ->
                  throw new IllegalStateException(unknown.because());
            };
        for (String part : parts(script, statement)) {
          if (run) {
            execute(script, statement, part);
          }
          if (watched) {
            shapes.add(run ? shape() : shapes.getLast());
          }
        }
      }
    }
  }

  private List<String> parts(Script script, Statement statement) {
    return script.atomic()
        ? List.of(statement.text())
        : driver.dialect().atomicParts(statement.text(), script.chain().engine());
  }

  private void execute(Script script, Statement statement, String part) {
    try {
      session.execute(part);
    } catch (SqlFailure e) {
      throw new Refused(script.place(statement), e);
    }
  }
}
