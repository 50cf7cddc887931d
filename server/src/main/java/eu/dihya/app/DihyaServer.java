package eu.dihya.app;

import eu.dihya.api.Api;
import eu.dihya.api.ApiParts;
import eu.dihya.api.IdempotentCalls;
import eu.dihya.api.PlanService;
import eu.dihya.api.RegistrySync;
import eu.dihya.api.SystemResource;
import eu.dihya.api.WebServer;
import eu.dihya.audit.AuditEntry;
import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.NewMigration;
import eu.dihya.drift.FleetObserver;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.StrategySpec;
import eu.dihya.rollout.RolloutContext;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.strategy.Rolling;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.SignIns;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiAuditLog;
import eu.dihya.store.JdbiIdempotentAnswers;
import eu.dihya.store.JdbiObservationStore;
import eu.dihya.store.JdbiRolloutStore;
import eu.dihya.store.JdbiSessionStore;
import eu.dihya.store.JdbiTenantStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** The server, put together by hand: started from the bottom up, stopped from the top down. */
public final class DihyaServer implements AutoCloseable {
  private final Resources resources = new Resources();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Rollouts rollouts;
  private final SignIns signIns;
  private final String bearer;
  private final URI address;
  private final IntSupplier streamClients;

  /**
   * Starts the server of a workspace: takes the registry files in, listens, and goes on with what an earlier process left.
   *
   * @throws DihyaException CONFIGURATION for anything that an operator has to set right first
   */
  public static DihyaServer start(Configuration configuration, ServeOptions options) {
    refuseForeignBind(configuration.http(), options);
    return new DihyaServer(configuration, options);
  }

  private DihyaServer(Configuration configuration, ServeOptions options) {
    try {
      Path state = configuration.workspace().resolve(".dihya");
      resources.add(WorkspaceLock.acquire(state));
      log(configuration, options, state);
      Clock clock = Clock.systemUTC();
      ControlStore control = resources.add(ControlStore.open(storeFile(configuration)));
      var stores = stores(control);
      var registry = new RegistrySync(configuration.workspace(), configuration.tenants().path(), stores.tenants());
      takeRegistryIn(registry, stores, clock);
      Vertx vertx = Vertx.vertx();
      resources.add(() -> vertx.close().await());
      TargetConnector connector = resources.add(Engines.connector(vertx, configuration));
      CatalogSource catalogs =
          new CatalogSource(configuration.workspace(), configuration.migrations().path(), () -> engines(stores));
      FleetObserver observer = new FleetObserver(connector, stores.observations(), clock);
      RunLogs logs = new RunLogs(state.resolve("logs"));
      Feeds feeds = new Feeds();
      ExecutorService threads = resources.add(Executors.newVirtualThreadPerTaskExecutor());
      RolloutContext.Alarm alarm =
          (at, then) ->
              vertx.setTimer(
                  Math.max(1, Duration.between(Instant.now(), at).toMillis()), timer -> threads.execute(then));
      var copies = new SqliteCopies(configuration.workspace(), state.resolve("backups"));
      var work = Engines.work(connector, stores, catalogs, copies, clock);
      rollouts =
          new Rollouts(
              new RolloutContext(stores.rollouts(), work, new Rolling(), feeds, logs, threads, alarm, clock, "local"));
      resources.add(rollouts);
      var plans =
          new PlanService(
              new PlanService.Parts(stores.tenants(), stores.observations(), catalogs, observer, stores.rollouts(), rollouts),
              configuration.migrations().outOfOrder(),
              clock);
      var archive = resources.add(Engines.archive(vertx, configuration, clock));
      EvidenceWriter evidence =
          resources.add(
              new EvidenceWriter(
                  new EvidenceWriter.Parts(rollouts, stores.rollouts(), stores.observations(), catalogs, logs, archive),
                  Build.version()));
      Api api =
          new Api(
              new ApiParts(
                  stores, rollouts, catalogs, observer, plans, registry, archive, logs, evidence::report,
                  (stream, description, engine) -> newMigration(configuration, clock, new NewMigration(stream, description, engine)),
                  () -> engines(stores), settings(configuration, state), clock));
      Metrics metrics = new Metrics(rollouts, stores.tenants(), stores.observations(), api.stream()::clients);
      streamClients = api.stream()::clients;
      feeds.add(metrics);
      feeds.add(api.stream());
      feeds.add(evidence);
      signIns = new SignIns(new JdbiSessionStore(control), clock);
      bearer = signIns.newBearer();
      WebServer web = web(vertx, configuration, options, api, metrics, control, clock);
      address = URI.create("http://" + shownHost(configuration, options) + ":" + web.port());
      if (!options.inProcess()) {
        resources.add(ServerFile.write(state, address, bearer));
      }
      archive.start();
      rollouts.recover();
      evidence.catchUp();
    } catch (RuntimeException e) {
      resources.close(e);
      throw e;
    }
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /** The token of command lines on this machine. */
  public String bearer() {
    return bearer;
  }

  /** A new link that signs the administrator in once. */
  public URI signInLink() {
    return address.resolve("/sign-in#" + signIns.newLink());
  }

  /** How many browsers are looking. */
  public int watchers() {
    return streamClients.getAsInt();
  }

  /** Pauses what runs, to be resumed by a later process, and waits until the running statements have finished. */
  public void pauseForShutdown() {
    rollouts.pauseAllForShutdown(new Principal("local-cli", "command line", Role.PLATFORM_ADMIN, "token"));
  }

  /** Waits until {@link #close()} was called. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    resources.close();
    ended.countDown();
  }

  private WebServer web(
      Vertx vertx, Configuration configuration, ServeOptions options, Api api, Metrics metrics, ControlStore control, Clock clock) {
    var idempotent = new IdempotentCalls(new JdbiIdempotentAnswers(control), clock);
    String bind = options.inProcess() ? "127.0.0.1" : configuration.http().bind();
    int port = options.inProcess() ? 0 : configuration.http().port();
    return resources.add(
        WebServer.start(vertx, api.web(signIns, metrics.registry(), idempotent), bind, port, options.insecure()));
  }

  private static void refuseForeignBind(HttpConfig http, ServeOptions options) {
    boolean loopback = Set.of("127.0.0.1", "localhost", "::1").contains(http.bind());
    if (!loopback && !options.insecure() && !options.inProcess()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "refusing to listen on " + http.bind() + ": this version has no accounts, so anybody who reaches the port and has the link is administrator; bind to 127.0.0.1, or say --insecure");
    }
  }

  private static void log(Configuration configuration, ServeOptions options, Path state) {
    if (options.inProcess()) {
      Logging.toFile(configuration.log(), state.resolve("dihya.log"));
    } else {
      Logging.toConsole(configuration.log());
    }
  }

  private static Path storeFile(Configuration configuration) {
    String address = configuration.store().address();
    if (!address.startsWith("sqlite:")) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION, "store: this version keeps its control store in SQLite only; write sqlite:PATH");
    }
    return configuration.workspace().resolve(address.substring("sqlite:".length()));
  }

  private static ApiParts.Stores stores(ControlStore control) {
    return new ApiParts.Stores(
        control,
        new JdbiTenantStore(control),
        new JdbiObservationStore(control),
        new JdbiRolloutStore(control),
        new JdbiAuditLog(control));
  }

  private static void takeRegistryIn(RegistrySync registry, ApiParts.Stores stores, Clock clock) {
    var toSave = registry.difference().toSave();
    if (!toSave.isEmpty()) {
      stores.tenants().save(toSave);
      stores
          .audit()
          .append(
              AuditEntry.of(
                  clock.instant(), "local", AuditEntry.Actor.of(Principal.RECOVERY), "tenant.sync", toSave.size() + " tenants", "at start"));
    }
  }

  private static Set<Engine> engines(ApiParts.Stores stores) {
    EnumSet<Engine> engines = EnumSet.noneOf(Engine.class);
    stores.tenants().all().forEach(tenant -> engines.add(tenant.target().engine()));
    return engines;
  }

  private static ApiParts.Settings settings(Configuration configuration, Path state) {
    RolloutConfig limits = configuration.rollout();
    StrategySpec defaults =
        new StrategySpec(
            List.of(),
            new StrategySpec.Parallel(limits.total(), limits.perServer()),
            StrategySpec.DEFAULT.failureBudget(),
            StrategySpec.DEFAULT.onFailure(),
            Duration.ZERO);
    return new ApiParts.Settings(
        configuration.values().stream()
            .map(value -> new SystemResource.ConfigItem(value.key(), value.value(), value.origin()))
            .toList(),
        new SystemResource.Identity(
            Build.version(), Optional.ofNullable(configuration.workspace().getFileName()).map(Path::toString).orElse("/")),
        configuration.lint(),
        defaults,
        state.resolve("downloads"));
  }

  private static List<String> newMigration(Configuration configuration, Clock clock, NewMigration migration) {
    return migration.write(configuration.workspace(), configuration.migrations().path(), clock).stream()
        .map(file -> configuration.workspace().relativize(file).toString())
        .toList();
  }

  private static String shownHost(Configuration configuration, ServeOptions options) {
    String bind = options.inProcess() ? "127.0.0.1" : configuration.http().bind();
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }
}
