package eu.dihya.api;

import eu.dihya.archive.ArchiveRecords;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.archive.local.LocalArchive;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.Aftermath;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.RolloutContext;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.TenantWork;
import eu.dihya.rollout.strategy.Rolling;
import eu.dihya.security.Principal;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiObservationStore;
import eu.dihya.store.JdbiRolloutStore;
import eu.dihya.store.JdbiTenantStore;
import eu.dihya.store.Samples;
import eu.dihya.testing.Dialects;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A live stream over a real store, in which nothing runs: changes are written and told by the test.
 */
final class StreamFixture implements AutoCloseable {
  private static final Clock NOON = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

  final ControlStore control;
  final JdbiTenantStore tenants;
  final JdbiObservationStore observations;
  final JdbiRolloutStore store;
  final RunLogs logs;
  final TopicFrames frames;
  final LiveStream stream;
  final Selection selection;

  StreamFixture(Path directory, int number) {
    control = ControlStore.open(directory.resolve("control.db"));
    tenants = new JdbiTenantStore(control);
    observations = new JdbiObservationStore(control);
    store = new JdbiRolloutStore(control);
    logs = new RunLogs(directory.resolve("logs"));
    for (int i = 1; i <= number; i++) {
      tenants.save(List.of(Samples.tenant("t" + i)));
    }
    var context =
        new RolloutContext(
            store,
            new Nothing(),
            round -> List.of(),
            new Rolling(),
            new Silent(),
            logs,
            Runnable::run,
            (at, then) -> {},
            NOON,
            "local");
    Rollouts rollouts = new Rollouts(context);
    var catalogs = new CatalogSource(directory, directory.resolve("migrations"), Set::of);
    var plans =
        new PlanService(
            new PlanService.Parts(
                tenants, observations, catalogs, Dialects::of, null, store, rollouts),
            new OutOfOrder(false, java.util.Map.of()),
            NOON);
    var archive =
        new EvidenceArchive(
            new LocalArchive(directory), new ArchiveRecords(directory), NOON, Optional.empty());
    var model = new FleetModel(tenants, observations, catalogs, rollouts);
    frames =
        new TopicFrames(
            model, tenants, new RolloutViews(rollouts, plans, tenants, archive, NOON), logs);
    stream = new LiveStream(frames);
    selection = new Selection(tenants, observations, rollouts);
  }

  /** A running rollout of these tenants, all waiting. */
  RolloutRecord rollout(String... ids) {
    Plan plan = store.keep(Samples.plan(ids), Samples.entry("plan.make"));
    List<RunRecord> runs =
        Arrays.stream(ids).map(id -> Samples.run(id, new RunState.Waiting())).toList();
    return store.create(
        Samples.rollout(plan.id(), new RolloutState.Running(0)),
        runs,
        new RolloutEvent.Started(),
        Samples.entry("rollout.start"));
  }

  void run(String rollout, String tenant, RunState state) {
    store.saveRun(rollout, Samples.run(tenant, state), null, null);
    stream.runChanged(rollout, tenant);
  }

  void end(RolloutRecord rollout) {
    var ended =
        new RolloutRecord(
            rollout.id(),
            rollout.revision(),
            rollout.title(),
            rollout.planId(),
            new RolloutState.Succeeded(),
            Samples.NOON,
            Samples.NOON,
            rollout.createdBy(),
            Samples.NOON,
            1,
            null,
            null,
            Aftermath.NONE);
    store.save(new RolloutStore.Change(ended, List.of(), null, null));
    stream.ended(rollout.id());
  }

  void log(String rollout, String tenant, String text) {
    stream.logged(
        rollout, tenant, logs.append(rollout, tenant, Instant.EPOCH, LogLevel.INFO, text));
  }

  Reader connect(String topics) {
    return connect(topics, null);
  }

  Reader connect(String topics, String lastEventId) {
    return connect(topics, lastEventId, TenantScope.everything());
  }

  Reader connect(String topics, String lastEventId, TenantScope scope) {
    Reader reader = new Reader();
    reader.client =
        new StreamClient(List.of(topics.split(",")), scope, () -> reader.goesOn, reader);
    stream.connect(reader.client, lastEventId);
    return reader;
  }

  @Override
  public void close() {
    control.close();
  }

  /** A client whose reading the test holds. */
  static final class Reader implements StreamClient.Sink {
    final List<String> texts = new ArrayList<>();
    StreamClient client;
    boolean reads = true;
    boolean goesOn = true;
    boolean gone;
    RuntimeException fault;

    @Override
    public boolean ready() {
      return reads;
    }

    @Override
    public boolean closed() {
      return gone;
    }

    @Override
    public void send(String text) {
      if (fault != null) {
        throw fault;
      }
      texts.add(text);
    }

    @Override
    public void close() {
      gone = true;
    }

    /** What came since the last look, as a browser would read it. */
    List<SseEvent> events() {
      List<SseEvent> events = SseEvent.parse(String.join("", texts));
      texts.clear();
      return events;
    }
  }

  private static final class Silent implements eu.dihya.rollout.RolloutFeed {
    @Override
    public void rolloutChanged(String rollout) {}

    @Override
    public void runChanged(String rollout, String tenant) {}

    @Override
    public void logged(String rollout, String tenant, eu.dihya.rollout.LogLine line) {}

    @Override
    public void ended(String rollout) {}
  }

  /** Work that stops before its first statement. */
  private static final class Nothing implements TenantWork {
    @Override
    public RunOutcome carryOut(Order order, Listener listener) {
      return new RunOutcome.Stopped();
    }

    @Override
    public void decide(String tenant, Evidence evidence, boolean applied, Principal by) {
      throw new UnsupportedOperationException("nothing is in doubt");
    }
  }
}
