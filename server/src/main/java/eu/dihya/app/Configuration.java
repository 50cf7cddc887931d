package eu.dihya.app;

import eu.dihya.api.TlsFiles;
import eu.dihya.api.TrustedProxies;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Durations;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Yaml;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.lint.LintPolicy;
import eu.dihya.lint.Rules;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.tenants.AllowedHosts;
import eu.dihya.tenants.HostRules;
import eu.dihya.tenants.TargetRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The configuration of a workspace: {@code dihya.yaml}, over it environment variables, over them
 * flags.
 *
 * @param workspace absolute
 * @param values all values with their origins, by key
 */
public record Configuration(
    Path workspace,
    StoreConfig store,
    HttpConfig http,
    MigrationsConfig migrations,
    TenantsConfig tenants,
    TargetsConfig targets,
    RolloutConfig rollout,
    LintPolicy lint,
    TimeoutsConfig timeouts,
    Optional<OidcConfig> oidc,
    ArchiveConfig archive,
    SecretsConfig secrets,
    LogConfig log,
    List<EffectiveValue> values) {
  /** The name of the file in a workspace. */
  public static final String FILE = "dihya.yaml";

  public Configuration {
    values = List.copyOf(values);
  }

  /** The flags that set something, by name: {@code --port} sets {@code http.port}. */
  public static Map<String, String> flags() {
    Map<String, String> flags = new TreeMap<>();
    Settings.ALL.forEach(
        setting -> setting.flag().ifPresent(flag -> flags.put(flag, setting.key())));
    return flags;
  }

  /**
   * Reads and checks all layers.
   *
   * @param environment the environment's variables
   * @param flags values by the names of {@link #flags()}
   * @throws DihyaException CONFIGURATION with all problems
   */
  public static Configuration load(
      Path workspace, Map<String, String> environment, Map<String, String> flags) {
    Path root = workspace.toAbsolutePath().normalize();
    Problems problems = new Problems();
    GivenValues values = new GivenValues(problems);
    if (Files.exists(root.resolve(FILE))) {
      Yaml.read(root.resolve(FILE), FILE, problems)
          .ifPresent(new FileLayer(values, problems)::read);
    }
    new EnvironmentLayer(values, problems).read(root, environment);
    for (var flag : flags.entrySet()) {
      String key = flags().get(flag.getKey());
      if (key == null) {
        throw new IllegalArgumentException("there is no flag " + flag.getKey());
      }
      values.put(
          Settings.of(key),
          flag.getValue(),
          SourcePosition.of("flag " + flag.getKey()),
          "flag " + flag.getKey());
    }
    Rules.unknown(values.perName("lint.fail").keySet())
        .forEach(message -> problems.add(SourcePosition.of("lint.fail"), message));
    values.perName("rollout.approvals").keySet().stream()
        .flatMap(role -> SettingType.CountPerRole.unknown(role).stream())
        .forEach(message -> problems.add(SourcePosition.of("rollout.approvals"), message));
    problems.throwIfAny(ErrorCode.CONFIGURATION);
    return of(root, values);
  }

  private static Configuration of(Path root, GivenValues values) {
    try {
      return new Configuration(
          root,
          StoreConfig.of(root, values),
          http(root, values),
          migrations(root, values),
          new TenantsConfig(path(root, values, "tenants.path")),
          new TargetsConfig(hosts(root, values), paths(root, values, "targets.sqlitePaths")),
          new RolloutConfig(
              number(values, "rollout.parallel.total"),
              number(values, "rollout.parallel.perServer"),
              values.text("rollout.expectedShape").equals("scratch"),
              approvals(values),
              RolloutConfig.hosts(SettingType.Items.of(values.text("rollout.probeHosts")))),
          lint(values),
          timeouts(values),
          OidcConfig.of(root, values),
          new ArchiveConfig(path(root, values, "archive.local"), url(values, "archive.ipfs")),
          secrets(root, values),
          new LogConfig(
              LogConfig.Level.valueOf(upper(values.text("log.level"))),
              LogConfig.Format.valueOf(upper(values.text("log.format")))),
          values.effective());
    } catch (IllegalArgumentException e) {
      throw new DihyaException(ErrorCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  private static HostRules hosts(Path root, GivenValues values) {
    SequencedMap<String, List<String>> bySecret = new LinkedHashMap<>();
    values
        .perName("targets.secretHosts")
        .forEach((secret, hosts) -> bySecret.put(secret, SettingType.Items.of(hosts)));
    return HostRules.of(
        AllowedHosts.parse(SettingType.Items.of(values.text("targets.allowedHosts"))),
        root,
        bySecret);
  }

  private static HttpConfig http(Path root, GivenValues values) {
    return new HttpConfig(
        values.text("http.bind"),
        number(values, "http.port"),
        tls(root, values),
        new TrustedProxies(SettingType.Networks.parse(values.text("http.trustedProxies"))),
        url(values, "http.publicUrl"));
  }

  private static Optional<TlsFiles> tls(Path root, GivenValues values) {
    boolean certificate = !values.text("http.tls.certificate").isEmpty();
    boolean key = !values.text("http.tls.key").isEmpty();
    Checks.holds(
        certificate == key,
        "http.tls.certificate and http.tls.key belong together: set both or none");
    return certificate
        ? Optional.of(
            new TlsFiles(
                path(root, values, "http.tls.certificate"), path(root, values, "http.tls.key")))
        : Optional.empty();
  }

  private static MigrationsConfig migrations(Path root, GivenValues values) {
    return new MigrationsConfig(
        path(root, values, "migrations.path"),
        outOfOrder(values),
        values.text("migrations.scripts").equals("on"),
        ProgramRunner.Limits.of(
            Durations.parse(values.text("migrations.scriptTimeout")),
            (long) number(values, "migrations.scriptMemory") << 20));
  }

  private static OutOfOrder outOfOrder(GivenValues values) {
    Map<String, Boolean> streams = new TreeMap<>();
    values
        .perName("migrations.outOfOrder")
        .forEach((stream, word) -> streams.put(stream, word.equals("allow")));
    return new OutOfOrder(values.text("migrations.outOfOrder").equals("allow"), streams);
  }

  private static RequiredApprovals approvals(GivenValues values) {
    Map<String, Integer> perRole = new TreeMap<>();
    values
        .perName("rollout.approvals")
        .forEach((role, count) -> perRole.put(role, Integer.valueOf(count)));
    return RequiredApprovals.of(perRole);
  }

  private static LintPolicy lint(GivenValues values) {
    Map<String, LintPolicy.FailOn> rules = new TreeMap<>();
    values
        .perName("lint.fail")
        .forEach((rule, word) -> rules.put(rule, LintPolicy.FailOn.valueOf(upper(word))));
    return new LintPolicy(LintPolicy.FailOn.valueOf(upper(values.text("lint.fail"))), rules);
  }

  private static TimeoutsConfig timeouts(GivenValues values) {
    return new TimeoutsConfig(
        Durations.parse(values.text("timeouts.lock")),
        Durations.parse(values.text("timeouts.statement")),
        Durations.parse(values.text("timeouts.connect")),
        Durations.parse(values.text("timeouts.socket")));
  }

  private static Optional<URI> url(GivenValues values, String key) {
    String address = values.text(key);
    return address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address));
  }

  private static SecretsConfig secrets(Path root, GivenValues values) {
    String file = values.text("secrets.masterKeyFile");
    return new SecretsConfig(
        file.isEmpty() ? Optional.empty() : Optional.of(root.resolve(file).normalize()),
        paths(root, values, "secrets.oldMasterKeyFiles"));
  }

  private static List<Path> paths(Path root, GivenValues values, String key) {
    return SettingType.Items.of(values.text(key)).stream()
        .map(path -> root.resolve(path).normalize())
        .toList();
  }

  /** Where targets may be. */
  public TargetRules targetRules() {
    List<Path> own = new ArrayList<>(List.of(workspace.resolve(".dihya")));
    store.file().ifPresent(own::add);
    return new TargetRules(workspace, targets.hosts(), targets.sqlitePaths(), own);
  }

  private static Path path(Path root, GivenValues values, String key) {
    return root.resolve(values.text(key)).normalize();
  }

  private static int number(GivenValues values, String key) {
    return Integer.parseInt(values.text(key));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
