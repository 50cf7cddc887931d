package eu.dihya.app;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Durations;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Yaml;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.lint.LintPolicy;
import eu.dihya.lint.Rules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    RolloutConfig rollout,
    LintPolicy lint,
    TimeoutsConfig timeouts,
    Optional<OidcConfig> oidc,
    ArchiveConfig archive,
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
    problems.throwIfAny(ErrorCode.CONFIGURATION);
    return of(root, values);
  }

  private static Configuration of(Path root, GivenValues values) {
    try {
      return new Configuration(
          root,
          new StoreConfig(values.text("store")),
          new HttpConfig(values.text("http.bind"), number(values, "http.port")),
          new MigrationsConfig(path(root, values, "migrations.path"), outOfOrder(values)),
          new TenantsConfig(path(root, values, "tenants.path")),
          new RolloutConfig(
              number(values, "rollout.parallel.total"),
              number(values, "rollout.parallel.perServer"),
              values.text("rollout.expectedShape").equals("scratch")),
          lint(values),
          timeouts(values),
          OidcConfig.of(root, values),
          new ArchiveConfig(path(root, values, "archive.local"), ipfs(values)),
          new LogConfig(
              LogConfig.Level.valueOf(upper(values.text("log.level"))),
              LogConfig.Format.valueOf(upper(values.text("log.format")))),
          values.effective());
    } catch (IllegalArgumentException e) {
      throw new DihyaException(ErrorCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  private static OutOfOrder outOfOrder(GivenValues values) {
    Map<String, Boolean> streams = new TreeMap<>();
    values
        .perName("migrations.outOfOrder")
        .forEach((stream, word) -> streams.put(stream, word.equals("allow")));
    return new OutOfOrder(values.text("migrations.outOfOrder").equals("allow"), streams);
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

  private static Optional<URI> ipfs(GivenValues values) {
    String address = values.text("archive.ipfs");
    return address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address));
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
