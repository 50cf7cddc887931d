package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.PlaceholderDigest;
import eu.dihya.catalog.Section;
import eu.dihya.catalog.SectionReader;
import eu.dihya.change.expect.Expectations;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Classified;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Fence;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.SqlFailure;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.TenantWork;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementText;
import eu.dihya.tenants.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A target that is locked and fenced for one run, with what both ways of carrying out a step need.
 */
final class TargetRun {
  private static final int SHOWN = 300;

  private final EngineDriver driver;
  private final Session session;
  private final Tenant tenant;
  private final Optional<ProgramRunner> programs;
  private final Catalog catalog;
  private final TenantWork.Order order;
  private final TenantWork.Listener listener;
  private final String toolVersion;
  private long epoch;
  private int ordinal;
  private boolean journalReady;
  private @Nullable ShapeCheck check;
  private @Nullable List<JournalEntry> journalled;
  private final Owed owed;

  /**
   * A run that owns the target from now on: whoever owned it before is refused by the fence.
   *
   * @param last the epoch under which an earlier attempt of the same run owned it, if one did
   * @throws SqlFailure kind FENCED when somebody else has owned it since
   */
  static TargetRun owning(
      Opened opened,
      Catalog catalog,
      TenantWork.Order order,
      TenantWork.Listener listener,
      String toolVersion,
      OptionalLong last) {
    TargetRun run = new TargetRun(opened, catalog, order, listener, toolVersion);
    run.history().prepare();
    last.ifPresent(run.fence()::expect);
    run.epoch = run.fence().raise();
    return run;
  }

  /**
   * A run inside a transaction that will be rolled back, our tables included where they were
   * missing.
   */
  static TargetRun rehearsing(
      Opened opened,
      Catalog catalog,
      TenantWork.Order order,
      TenantWork.Listener listener,
      String toolVersion) {
    TargetRun run = new TargetRun(opened, catalog, order, listener, toolVersion);
    run.driver.dialect().createTables(run.tenant.target()).forEach(run.session::update);
    run.history().prepare();
    run.epoch = run.fence().current();
    return run;
  }

  private TargetRun(
      Opened opened,
      Catalog catalog,
      TenantWork.Order order,
      TenantWork.Listener listener,
      String toolVersion) {
    this.driver = opened.driver();
    this.session = opened.session();
    this.tenant = opened.tenant();
    this.programs = opened.programs();
    this.catalog = catalog;
    this.order = order;
    this.listener = listener;
    this.toolVersion = toolVersion;
    this.owed = new Owed(session, fence(), () -> epoch);
  }

  /** A session on a tenant's target, with the lock taken. */
  record Opened(
      EngineDriver driver, Session session, Tenant tenant, Optional<ProgramRunner> programs) {}

  Session session() {
    return session;
  }

  Tenant tenant() {
    return tenant;
  }

  EngineDriver driver() {
    return driver;
  }

  TenantWork.Order order() {
    return order;
  }

  TenantWork.Listener listener() {
    return listener;
  }

  long epoch() {
    return epoch;
  }

  SchemaHistory history() {
    return new SchemaHistory(session, driver.dialect(), tenant.target());
  }

  Journal journal() {
    return new Journal(session, driver.dialect(), tenant.target());
  }

  /** Before the first statement that needs it. */
  void prepareJournal() {
    if (!journalReady) {
      owed.pay();
      journal().prepare();
      journalReady = true;
    }
  }

  /** The entries that earlier attempts have left, as they were when this run began to look. */
  List<JournalEntry> journalled() {
    List<JournalEntry> entries = journalled;
    if (entries == null) {
      entries = journal().all();
      journalled = entries;
    }
    return entries;
  }

  /** What earlier attempts have left of a step, by statement. */
  Map<Integer, JournalEntry> earlier(ResolvedStep step) {
    Map<Integer, JournalEntry> entries = new HashMap<>();
    journalled().stream()
        .filter(entry -> entry.isOf(step.plan().stream(), step.plan().version(), step.kind()))
        .forEach(entry -> entries.put(entry.statement(), entry));
    return entries;
  }

  ProgramRunner programs() {
    return programs.orElseThrow(() -> new IllegalStateException("no programs are run here"));
  }

  Fence fence() {
    return new Fence(session, driver.dialect(), tenant.target());
  }

  Catalog catalog() {
    return catalog;
  }

  /** The schema as it is now. */
  Shape schema() {
    return driver.schemaReader().shape(session, tenant.target());
  }

  /** Hash of the schema as it is now. */
  String shape() {
    return schema().hash();
  }

  /** Holds what the steps leave against what they should leave, from now on. */
  void check(Expectations expectations, List<HistoryRow> rows, List<ResolvedStep> left) {
    check = new ShapeCheck(this, expectations, rows, left);
  }

  /** Empty where single migrations are tried, and nothing is expected of them. */
  Optional<ShapeCheck> check() {
    return Optional.ofNullable(check);
  }

  /**
   * Hash of the schema after all of a step.
   *
   * @throws UnexpectedShape when it is known to be another than it should be
   */
  String shapeAfter(ResolvedStep step) {
    return check().map(each -> each.after(step)).orElseGet(this::shape);
  }

  String witness() {
    return driver.schemaReader().witness(session, tenant.target());
  }

  SectionReader open(Section section) {
    return catalog.open(section, tenant.target().engine(), values());
  }

  /** How a part of a statement, outside of any transaction, is made to happen once. */
  Classified classify(ResolvedStep step, Statement statement, String sql) {
    if (step.section().program().isPresent()) {
      return Classified.declared(step.section().program().get());
    }
    Statement part =
        sql.equals(statement.text())
            ? statement
            : new Statement(statement.number(), sql, statement.line(), statement.column());
    return driver.dialect().classify(part, false, session.capabilities());
  }

  /** The statements of which each takes effect wholly or not at all. */
  List<String> parts(Statement statement) {
    return driver.dialect().atomicParts(statement.text(), tenant.target().engine());
  }

  /** Carries a step out; returns false when it was asked to stop before its end. */
  boolean perform(ResolvedStep step) {
    if (step.plan().atomic()) {
      owed.pay();
      new AtomicStep(this).perform(step);
      return true;
    }
    return step.section().program().isPresent()
        ? new ProgramStep(this).perform(step)
        : new JournalledStep(this).perform(step);
  }

  /** What is recorded, and when it is committed. */
  Owed owed() {
    return owed;
  }

  /** Runs one statement of a step, or one part of it, and reports it. */
  void run(ResolvedStep step, Statement statement, String sql) {
    ran(
        step,
        statement,
        sql,
        () -> {
          long begun = System.nanoTime();
          long rows = session.execute(sql);
          return new Answer.Ran(rows, System.nanoTime() - begun);
        });
  }

  /** Waits for a statement of a step, or one part of it, and reports it. */
  void ran(ResolvedStep step, Statement statement, String sql, Answer<Answer.Ran> answer) {
    ordinal++;
    listener.applying(ordinal, step.plan().migration());
    try {
      Answer.Ran ran = answer.await();
      listener.ran(
          new Attempt.StatementRun(
              step.plan().migration(),
              statement.number(),
              statement.position(step.file().displayName()).toString(),
              StatementText.oneLine(
                  sql.equals(statement.text()) ? statement.sql() : sql,
                  tenant.target().engine(),
                  SHOWN),
              TimeUnit.NANOSECONDS.toMillis(ran.nanos()),
              ran.rows()));
    } catch (SqlFailure e) {
      throw failure(step, step.section(), statement, sql.equals(statement.text()) ? e : at(0, e));
    }
  }

  /**
   * Tells the statement and the place as the file has them: with placeholders, and not their
   * values.
   */
  StatementFailure failure(ResolvedStep step, Section section, Statement sent, SqlFailure e) {
    try (SectionReader statements = catalog.asWritten(section, tenant.target().engine())) {
      while (statements.hasNext()) {
        Statement written = statements.next();
        if (written.number() == sent.number() && e.offset() > 0) {
          SqlDialect dialect = SqlDialect.of(tenant.target().engine());
          return new StatementFailure(
              step, written, at(WrittenPlace.offset(written, e.offset(), dialect, values()), e));
        }
        if (written.number() == sent.number()) {
          return new StatementFailure(step, written, e);
        }
      }
    } catch (DihyaException second) {
      e.addSuppressed(second);
    }
    return new StatementFailure(step, sent, e);
  }

  private static SqlFailure at(int offset, SqlFailure e) {
    return new SqlFailure(e.kind(), e.text(), e.sqlState().orElse(null), offset, e);
  }

  /** Counts a statement that took effect in an earlier attempt. */
  void skip() {
    ordinal++;
  }

  /** Runs the verify section; a row that is returned is a failure. */
  void verify(ResolvedStep step) {
    if (step.kind() == HistoryRow.Kind.DOWN || step.file().verify().isEmpty()) {
      return;
    }
    Section section = step.file().verify().get();
    try (SectionReader statements = open(section)) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        listener.verifying(ordinal, step.plan().migration());
        if (returnsRow(step, section, statement)) {
          throw new StatementFailure(
              step,
              statement,
              new SqlFailure(
                  SqlFailure.Kind.VERIFY,
                  "verify returned at least one row; it must return none",
                  null,
                  0,
                  null));
        }
      }
    }
  }

  /** The history row that records a step. */
  HistoryRow row(ResolvedStep step, String shapeAfter) {
    var summary = catalog.summary(step.file(), tenant.target().engine());
    return new HistoryRow(
        0,
        step.plan().stream(),
        step.plan().version(),
        step.migration().description(),
        step.kind(),
        step.file().rawChecksum(),
        summary.tokenChecksum(),
        PlaceholderDigest.of(summary.placeholders().keySet(), values()),
        order.release(),
        order.rollout(),
        shapeAfter,
        epoch,
        order.actor().id(),
        toolVersion,
        null,
        null,
        null);
  }

  private boolean returnsRow(ResolvedStep step, Section section, Statement statement) {
    try {
      return session.returnsRow(statement.sql());
    } catch (SqlFailure e) {
      throw failure(step, section, statement, e);
    }
  }

  private Map<String, String> values() {
    return tenant.placeholderValues();
  }
}
