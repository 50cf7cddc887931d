package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.catalog.Program;
import eu.dihya.change.scripts.Ended;
import eu.dihya.engine.SqlFailure;
import eu.dihya.plan.PlanStep;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork.Order;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into words for an operator: what, where, and what to do. */
final class RunErrors {
  private static final Logger LOG = LoggerFactory.getLogger(RunErrors.class);
  private static final int TEXT_KEPT = 2_000;
  private final Order order;

  RunErrors(Order order) {
    this.order = order;
  }

  RunOutcome outcome(RuntimeException error) {
    return error instanceof InDoubt doubt
        ? new RunOutcome.InDoubt(inDoubt(doubt), doubt.evidence())
        : new RunOutcome.Failed(error(error));
  }

  RunError error(RuntimeException error) {
    return switch (error) {
      case InDoubt doubt -> inDoubt(doubt);
      case StatementFailure failure -> statement(failure);
      case ProgramFailure failure -> program(failure);
      case UnexpectedShape unexpected ->
          notObserved(
              unexpected.step().plan(),
              "the schema is not the one that its migrations give: " + unexpected.getMessage());
      case SqlFailure failure ->
          new RunError(
              failure.text(),
              hint(failure.kind()),
              null,
              null,
              0,
              null,
              failure.sqlState().orElse(null),
              failure.kind().name());
      case DihyaException failure ->
          new RunError(
              failure.text(), retryHint(), null, null, 0, null, null, failure.code().name());
      default -> {
        LOG.error("carrying out {} failed", order.run(), error);
        yield new RunError(
            "unexpected: " + error.getClass().getSimpleName(),
            "this is a fault of Dihya; the server's log has the details",
            null,
            null,
            0,
            null,
            null,
            "INTERNAL");
      }
    };
  }

  static RunError notObserved(PlanStep step, String what) {
    return new RunError(
        "the statements of " + step.migration() + " were accepted, but " + what,
        "somebody else may be changing this database; look at it before you retry",
        step.migration(),
        step.file(),
        0,
        null,
        null,
        "NOT_OBSERVED");
  }

  private RunError statement(StatementFailure failure) {
    SqlFailure cause = failure.failure();
    return new RunError(
        cause.text(),
        hint(cause.kind()),
        failure.step().plan().migration(),
        failure.position().toString(),
        failure.statement().number(),
        text(failure.statement()),
        cause.sqlState().orElse(null),
        cause.kind().name());
  }

  private RunError program(ProgramFailure failure) {
    String hint =
        switch (failure.ended().how()) {
          case BY_ITSELF ->
              "its output is in the log of the run; correct the program or the database; a"
                  + " corrected file is taken in by retry with --amend; ";
          case OUT_OF_TIME -> "raise migrations.scriptTimeout, or have the program do less; ";
          case CANCELLED -> "";
        };
    return new RunError(
        String.valueOf(failure.getMessage()),
        hint + retryHint(),
        failure.step().plan().migration(),
        failure.step().file().displayName(),
        1,
        failure.step().section().program().map(Program::call).orElse(null),
        null,
        failure.ended().how() == Ended.How.CANCELLED ? "CANCELLED" : "PROGRAM");
  }

  private RunError inDoubt(InDoubt doubt) {
    return new RunError(
        String.valueOf(doubt.getMessage()),
        doubt.evidence() == null
            ? "restore the file as it was; " + retryHint()
            : "look at the evidence, then: dihya rollout decide "
                + order.rollout()
                + " --tenant "
                + order.plan().tenant()
                + " --applied | --not-applied --reason TEXT",
        doubt.step().plan().migration(),
        doubt.statement().position(doubt.step().file().displayName()).toString(),
        doubt.statement().number(),
        text(doubt.statement()),
        null,
        "IN_DOUBT");
  }

  private String text(Statement statement) {
    return StatementText.lines(statement.sql(), order.plan().engine(), TEXT_KEPT);
  }

  private String hint(SqlFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, CONNECTION_LOST ->
          "check that the server runs and can be reached from here; " + retryHint();
      case WRONG_PASSWORD -> "check what the tenant's credentials refer to; " + retryHint();
      case NO_SUCH_DATABASE ->
          "create the database, or correct the tenant's target; " + retryHint();
      case POOLER ->
          "connect to the server itself; 'pooler: session' on the tenant is for a pooler that gives"
              + " each client a server connection of its own";
      case LOCKED, DEADLOCK, SERIALIZATION ->
          "wait for the one that holds the lock, or end it; " + retryHint();
      case STATEMENT_TIMEOUT -> "raise timeouts.statement, or split the statement; " + retryHint();
      case CANCELLED -> retryHint();
      case PRIVILEGE -> "grant the privilege to the tenant's account; " + retryHint();
      case CONSTRAINT ->
          "the data of this tenant does not fit; correct it, or add a migration that does and retry"
              + " with --amend; "
              + retryHint();
      case SYNTAX, OBJECT, OTHER ->
          "correct the migration or the database; a corrected file is taken in by retry with"
              + " --amend; "
              + retryHint();
      case VERIFY ->
          "look at the rows that the verify statement returns on this tenant; " + retryHint();
      case FENCED -> "another process has taken this tenant over; look there";
    };
  }

  private String retryHint() {
    return "then: dihya rollout retry " + order.rollout();
  }
}
