package eu.dihya.app;

import eu.dihya.plan.RequiredApprovals;
import eu.dihya.tenants.AllowedHosts;
import java.util.List;
import java.util.Optional;

/** The keys of the configuration: no others are accepted, and each has an effect. */
final class Settings {
  private static final SettingType TEXT = new SettingType.Text();
  private static final SettingType FILE = new SettingType.OptionalFile();
  private static final SettingType OPTIONAL = new SettingType.OptionalText();
  private static final SettingType SPAN = new SettingType.Span();

  static final List<Setting> ALL =
      List.of(
          flagged(
              "store",
              new SettingType.Store(),
              "sqlite:.dihya/control.db",
              "--store",
              "the control store"),
          plain(
              "storeCredentials",
              new SettingType.Secret(),
              "",
              "where user:password of a control store on PostgreSQL are, env:NAME or file:PATH"),
          flagged(
              "http.bind", TEXT, "127.0.0.1", "--bind", "the address on which the server listens"),
          flagged(
              "http.port",
              new SettingType.Count(0, 65_535),
              "8080",
              "--port",
              "its port; 0 for any free one"),
          plain(
              "http.tls.certificate",
              FILE,
              "",
              "PEM file of the server's certificate and those above it; plain HTTP when empty"),
          plain("http.tls.key", FILE, "", "PEM file of the certificate's key"),
          plain(
              "http.trustedProxies",
              new SettingType.Networks(),
              "",
              "addresses of the reverse proxies whose X-Forwarded headers are believed"),
          plain(
              "http.publicUrl",
              new SettingType.OptionalUrl(),
              "",
              "the address that browsers use, where it is not the server's own"),
          flagged(
              "migrations.path",
              TEXT,
              "migrations",
              "--migrations",
              "the directory of the migrations"),
          plain(
              "migrations.outOfOrder",
              new SettingType.Words(List.of("refuse", "allow"), true),
              "refuse",
              "what to do with a migration below the highest applied one; also per stream"),
          plain(
              "migrations.scripts",
              new SettingType.Words(List.of("off", "on"), false),
              "off",
              "whether migrations may be programs, which run with the credentials of the tenants"),
          plain("migrations.scriptTimeout", SPAN, "10m", "how long such a program may run"),
          plain(
              "migrations.scriptMemory",
              new SettingType.Count(16, 1 << 20),
              "512",
              "address space of each process of such a program, in MiB"),
          flagged(
              "tenants.path", TEXT, "tenants", "--tenants", "the directory of the registry files"),
          plain(
              "targets.allowedHosts",
              new SettingType.Items(Settings::noHost),
              "",
              "the database hosts that tenants may name: names with *, addresses, blocks; any when"
                  + " empty"),
          plain(
              "targets.secretHosts",
              new SettingType.ItemsPerName(Settings::noHost),
              "",
              "to which of these hosts a secret may be sent, by its reference; the first that fits"
                  + " counts"),
          plain(
              "targets.sqlitePaths",
              new SettingType.Items(SettingType.Items.ANY),
              "",
              "directories beside the workspace in which SQLite targets may be"),
          flagged(
              "rollout.parallel.total",
              new SettingType.Count(1, 1024),
              "16",
              "--parallel",
              "tenants at once"),
          flagged(
              "rollout.parallel.perServer",
              new SettingType.Count(1, 1024),
              "4",
              "--parallel-per-server",
              "tenants at once on one database server"),
          plain(
              "rollout.expectedShape",
              new SettingType.Words(List.of("scratch", "off"), false),
              "scratch",
              "how it is found out which schema to expect; off: it is not, and runs say so"),
          plain(
              "rollout.approvals",
              new SettingType.CountPerRole(new SettingType.Count(1, RequiredApprovals.MOST)),
              "",
              "how many people of which role approve a plan before it is carried out"),
          plain(
              "rollout.probeHosts",
              new SettingType.Items(Settings::noServer),
              "",
              "hosts on private addresses that probe gates may ask, with their ports"),
          plain(
              "lint.fail",
              new SettingType.Words(List.of("error", "warning", "never"), true),
              "error",
              "from which severity on a finding fails; also per rule"),
          plain("timeouts.lock", SPAN, "3s", "how long a statement may wait for a lock"),
          plain("timeouts.statement", SPAN, "10m", "how long a statement may run"),
          plain("timeouts.connect", SPAN, "5s", "how long connecting may take"),
          plain(
              "timeouts.socket",
              SPAN,
              "11m",
              "how long a server may stay silent; longer than timeouts.statement"),
          plain(
              "secrets.masterKeyFile",
              new SettingType.OptionalText(),
              "",
              "the file with the master key that seals secrets; none when empty"),
          plain(
              "secrets.oldMasterKeyFiles",
              new SettingType.Items(SettingType.Items.ANY),
              "",
              "files with earlier master keys, which only open what they sealed"),
          plain(
              "auth.oidc.issuer",
              new SettingType.OptionalUrl(),
              "",
              "the identity provider, as it writes itself; none when empty"),
          plain("auth.oidc.clientId", OPTIONAL, "", "what the provider calls this server"),
          plain(
              "auth.oidc.clientSecret",
              new SettingType.Secret(),
              "",
              "where its secret is, env:NAME or file:PATH; a public client when empty"),
          plain(
              "auth.oidc.scopes",
              TEXT,
              "openid profile email groups",
              "what is asked for, with spaces between"),
          plain("auth.oidc.groupsClaim", TEXT, "groups", "the claim that holds somebody's groups"),
          plain(
              "auth.oidc.roles",
              new SettingType.RolePerName(),
              "",
              "the role that a group gives; the first that fits counts"),
          plain("auth.oidc.name", TEXT, "single sign-on", "the provider's name on the page"),
          plain(
              "auth.oidc.trust",
              OPTIONAL,
              "",
              "a PEM file of authorities to trust instead of the machine's"),
          plain(
              "auth.oidc.secondFactor",
              new SettingType.Words(List.of("provider", "here"), false),
              "provider",
              "whose business the second factor is"),
          plain("archive.local", TEXT, ".dihya/archive", "the directory of the archive"),
          plain(
              "archive.ipfs",
              new SettingType.OptionalUrl(),
              "",
              "the RPC address of a Kubo node; none when empty"),
          flagged(
              "log.level",
              new SettingType.Words(List.of("error", "warn", "info", "debug", "trace"), false),
              "info",
              "--log-level",
              "how much is logged"),
          flagged(
              "log.format",
              new SettingType.Words(List.of("auto", "text", "json"), false),
              "auto",
              "--log-format",
              "auto is text on a terminal, else json"));

  private Settings() {}

  static Setting of(String key) {
    return ALL.stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no setting " + key));
  }

  private static Optional<String> noHost(String rule) {
    try {
      AllowedHosts.parse(List.of(rule));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static Optional<String> noServer(String host) {
    try {
      RolloutConfig.hosts(List.of(host));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("is no host with a port, such as shop.internal:8080");
    }
  }

  private static Setting flagged(
      String key, SettingType type, String initial, String flag, String meaning) {
    return new Setting(key, type, initial, Optional.of(flag), meaning);
  }

  private static Setting plain(String key, SettingType type, String initial, String meaning) {
    return new Setting(key, type, initial, Optional.empty(), meaning);
  }
}
