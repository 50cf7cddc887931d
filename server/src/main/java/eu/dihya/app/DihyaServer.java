package eu.dihya.app;

import eu.dihya.api.Api;
import eu.dihya.api.ApiParts;
import eu.dihya.api.IdempotentCalls;
import eu.dihya.api.Listening;
import eu.dihya.api.RegistrySync;
import eu.dihya.api.SystemResource;
import eu.dihya.api.WebServer;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.NewMigration;
import eu.dihya.plan.StrategySpec;
import eu.dihya.rollout.Rollouts;
import eu.dihya.security.Principal;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiIdempotentAnswers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** The server, put together by hand: started from the bottom up, stopped from the top down. */
public final class DihyaServer implements AutoCloseable {
  private final Resources resources = new Resources();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ControlStore control;
  private final Rollouts rollouts;
  private final ApiParts.SignIn signIn;
  private final String bearer;
  private final URI address;
  private final URI forPeople;
  private final boolean reachableFromElsewhere;
  private final IntSupplier streamClients;

  /**
   * Starts the server of a workspace: takes the registry files in, listens, and goes on with what
   * an earlier process left.
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
      control = resources.add(Stores.open(configuration));
      ApiParts.Stores stores = Stores.of(configuration, control);
      var registry =
          new RegistrySync(
              configuration.targetRules(), configuration.tenants().path(), stores.tenants());
      takeRegistryIn(registry, stores, Clock.systemUTC());
      Core core = new Core(configuration, state, stores, resources);
      rollouts = core.rollouts;
      signIn = Accounts.of(core, configuration, state, resources);
      Api api = api(configuration, state, registry, core);
      Metrics metrics =
          new Metrics(rollouts, stores.tenants(), stores.observations(), api.stream()::clients);
      streamClients = api.stream()::clients;
      List.of(metrics, api.stream(), core.evidence).forEach(core.feeds::add);
      bearer = signIn.parts().signIns().newBearer();
      Listening listening = listening(configuration.http(), options);
      reachableFromElsewhere = listening.reachableFromElsewhere();
      WebServer web = web(core, listening, api, metrics);
      address = shown(listening, web.port());
      forPeople = listening.publicUrl().orElse(URI.create("http://127.0.0.1:" + web.localPort()));
      core.archive.start();
      api.guardStarts();
      // A command that only looks must not set statements going.
      rollouts.recover(!options.inProcess());
      core.evidence.catchUp();
      web.open();
      if (!options.inProcess()) {
        api.recover();
        URI local = URI.create("http://127.0.0.1:" + web.localPort());
        resources.add(ServerFile.write(state, local, bearer));
      }
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
    return address.resolve("/sign-in#" + signIn.parts().signIns().newLink());
  }

  /**
   * What to say to who has started it. Only who is reached from this machine alone lets the
   * administrator in with a link; a server for others wants accounts from the first one on.
   */
  public Welcome welcome() {
    if (!reachableFromElsewhere) {
      return new Welcome("Sign in with this link; it works once:", Optional.of(signInLink()));
    }
    return signIn
        .parts()
        .setUps()
        .newFirst()
        .map(
            token ->
                new Welcome(
                    "Nobody administers this server yet. Make the first account with this link,"
                        + " within 30 minutes:",
                    Optional.of(forPeople.resolve("/set-up#" + token))))
        .orElseGet(() -> new Welcome("People sign in with their accounts.", Optional.empty()));
  }

  /** How many browsers are looking. */
  public int watchers() {
    return streamClients.getAsInt();
  }

  /**
   * Pauses what runs, to be resumed by a later process, and waits until the running statements have
   * finished.
   */
  public void pauseForShutdown() {
    control.closing();
    rollouts.pauseAllForShutdown(Principal.LOCAL_CLI);
  }

  /** Waits until {@link #close()} was called. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    control.closing();
    resources.close();
    ended.countDown();
  }

  private Api api(Configuration configuration, Path state, RegistrySync registry, Core core) {
    return new Api(
        new ApiParts(
            core.stores,
            core.rollouts,
            core.catalogs,
            core.observer,
            core.plans,
            registry,
            core.archive,
            core.logs,
            core.evidence::report,
            (stream, description, engine) ->
                newMigration(
                    configuration, core.clock, new NewMigration(stream, description, engine)),
            Engines.trials(core),
            core::engines,
            signIn,
            settings(configuration, state),
            core.clock));
  }

  private WebServer web(Core core, Listening listening, Api api, Metrics metrics) {
    var idempotent =
        new IdempotentCalls(new JdbiIdempotentAnswers(core.stores.control()), core.clock);
    return resources.add(
        WebServer.start(
            core.vertx, api.web(signIn.parts(), metrics::scrape, idempotent), listening));
  }

  private static Listening listening(HttpConfig http, ServeOptions options) {
    return options.inProcess() ? Listening.loopback(0) : http.listening(options.insecure());
  }

  private static void refuseForeignBind(HttpConfig http, ServeOptions options) {
    if (!http.protectedElsewhere() && !options.insecure() && !options.inProcess()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "refusing to listen on "
              + http.bind()
              + " in clear: set http.tls.certificate and http.tls.key, or http.trustedProxies to"
              + " the proxies that speak TLS for it; or bind to 127.0.0.1, or say --insecure");
    }
  }

  private static void log(Configuration configuration, ServeOptions options, Path state) {
    if (options.inProcess()) {
      Logging.toFile(configuration.log(), state.resolve("dihya.log"));
    } else {
      Logging.toConsole(configuration.log());
    }
  }

  private static void takeRegistryIn(RegistrySync registry, ApiParts.Stores stores, Clock clock) {
    var toSave = registry.difference().toSave();
    if (!toSave.isEmpty()) {
      var entry =
          AuditEntry.of(
              clock.instant(),
              "local",
              AuditEntry.Actor.of(Principal.RECOVERY),
              "tenant.sync",
              toSave.size() + " tenants",
              "at start");
      stores.registrar().save(toSave, entry);
    }
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
            Build.version(),
            Optional.ofNullable(configuration.workspace().getFileName())
                .map(Path::toString)
                .orElse("/")),
        configuration.lint(),
        defaults,
        limits.approvals(),
        state.resolve("downloads"));
  }

  private static List<String> newMigration(
      Configuration configuration, Clock clock, NewMigration migration) {
    return migration
        .write(configuration.workspace(), configuration.migrations().path(), clock)
        .stream()
        .map(file -> configuration.workspace().relativize(file).toString())
        .toList();
  }

  private static URI shown(Listening listening, int port) {
    String bind = listening.bind();
    String host = bind.contains(":") ? "[" + bind + "]" : bind;
    return URI.create((listening.tls().isPresent() ? "https://" : "http://") + host + ":" + port);
  }
}
