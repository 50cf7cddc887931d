package eu.dihya.app;

import eu.dihya.api.TrialResource;
import eu.dihya.archive.ArchiveRecords;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.archive.PinNode;
import eu.dihya.archive.ipfs.IpfsArchive;
import eu.dihya.archive.ipfs.KuboNode;
import eu.dihya.archive.local.LocalArchive;
import eu.dihya.backup.SqliteCopies;
import eu.dihya.change.apply.ApplyMigrations;
import eu.dihya.change.apply.Rehearsal;
import eu.dihya.change.expect.Expectations;
import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.change.gates.WaveChecks;
import eu.dihya.change.sweep.Sweep;
import eu.dihya.change.trial.MigrationTest;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.http.HostPort;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingPolicy;
import eu.dihya.rollout.GateChecks;
import eu.dihya.rollout.TenantWork;
import eu.dihya.store.JdbiExpectedShapeStore;
import eu.dihya.tenants.EnvFileSecretResolver;
import eu.dihya.tenants.SecretResolver;
import eu.dihya.tenants.TargetRules;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the adapters: engines, archive. */
final class Engines {
  private static final int SQLITE_THREADS = 8;
  private static final Duration IPFS_LOOKUP = Duration.ofSeconds(10);
  private static final Duration IPFS_TRANSFER = Duration.ofMinutes(10);

  private Engines() {}

  /**
   * @param installation the name of the workspace, which its sessions bear; may be empty
   */
  static TargetConnector connector(
      Vertx vertx, Configuration configuration, SecretResolver secrets, String installation) {
    TimeoutsConfig timeouts = configuration.timeouts();
    TargetRules rules = configuration.targetRules();
    HostLookup hosts = HostLookup.of(rules.hosts());
    return new TargetConnector(
        List.of(
            new PostgresDriver(vertx, hosts),
            new MySqlDriver(vertx, hosts),
            new SqliteDriver(SQLITE_THREADS)),
        secrets,
        new SessionOptions(
            timeouts.lock(),
            timeouts.statement(),
            timeouts.connect(),
            timeouts.socket(),
            false,
            installation),
        rules::objection);
  }

  /** Finds what stands outside the control store. */
  static SecretResolver references(Configuration configuration) {
    return new EnvFileSecretResolver(configuration.workspace(), System.getenv());
  }

  static TenantWork work(Core core, Configuration configuration, SqliteCopies copies) {
    return new ApplyMigrations(
        new ApplyMigrations.Parts(
            core.connector,
            core.stores.tenants(),
            core.catalogs,
            copies,
            core.stores.observations(),
            expectations(core, configuration),
            core.programs),
        core.clock,
        Build.version());
  }

  static GateChecks gates(Core core, Configuration configuration, Resources resources) {
    OutgoingHttp http =
        resources.add(
            new OutgoingHttp(
                core.vertx, OutgoingPolicy.strict(configuration.rollout().probeHosts())));
    return new WaveChecks(core.stores.rollouts(), core.stores.tenants(), core.connector, http);
  }

  private static Expectations expectations(Core core, Configuration configuration) {
    return configuration.rollout().scratches()
        ? new ScratchExpectations(
            new JdbiExpectedShapeStore(core.stores.control()), core.connector, core.clock)
        : Expectations.none("rollout.expectedShape is off");
  }

  static TrialResource.Trials trials(Core core) {
    return new TrialResource.Trials(
        new MigrationTest(core.connector, Optional.of(core.programs), Build.version()),
        new Rehearsal(core.connector, core.stores.tenants(), core.catalogs, Build.version()),
        new Sweep(core.connector, core.stores.tenants(), core.catalogs, core.clock));
  }

  static EvidenceArchive archive(Vertx vertx, Configuration configuration, Clock clock) {
    Path directory = configuration.archive().local();
    Optional<PinNode> node =
        configuration.archive().ipfs().map(api -> PinNode.of(ipfs(vertx, api), false));
    return new EvidenceArchive(
        new LocalArchive(directory), new ArchiveRecords(directory), clock, node);
  }

  private static IpfsArchive ipfs(Vertx vertx, URI api) {
    OutgoingHttp http = new OutgoingHttp(vertx, OutgoingPolicy.strict(Set.of(HostPort.of(api))));
    return new IpfsArchive(new KuboNode(http, api, IPFS_LOOKUP, IPFS_TRANSFER));
  }
}
