package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.api.TlsFiles;
import eu.dihya.api.TrustedProxies;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.lint.LintPolicy.FailOn;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.SecretRefs;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.TargetRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir Path workspace;

  private Configuration load(Map<String, String> environment, Map<String, String> flags) {
    return Configuration.load(workspace, environment, flags);
  }

  private Configuration load() {
    return load(Map.of(), Map.of());
  }

  private void write(String text) throws IOException {
    Files.writeString(workspace.resolve("dihya.yaml"), text);
  }

  private static String origin(Configuration configuration, String key) {
    return configuration.values().stream()
        .filter(value -> value.key().equals(key))
        .map(value -> value.value() + " from " + value.origin())
        .findFirst()
        .orElse("none");
  }

  private static Target target(String host, String secret) {
    return new Target(
        Engine.POSTGRESQL, host, 5432, "x", Optional.empty(), SecretRefs.parse(secret), false);
  }

  private static HttpConfig http(String bind, int port) {
    return new HttpConfig(
        bind, port, Optional.empty(), new TrustedProxies(List.of()), Optional.empty());
  }

  @Test
  void everyKeyHasADefault() {
    Configuration configuration = load();
    assertThat(configuration.store().file())
        .contains(workspace.toAbsolutePath().resolve(".dihya/control.db"));
    assertThat(configuration.http()).isEqualTo(http("127.0.0.1", 8080));
    assertThat(configuration.migrations().path())
        .isEqualTo(workspace.resolve("migrations").toAbsolutePath());
    assertThat(configuration.migrations().outOfOrder().allows("health")).isFalse();
    assertThat(configuration.tenants().path())
        .isEqualTo(workspace.resolve("tenants").toAbsolutePath());
    assertThat(configuration.rollout())
        .isEqualTo(new RolloutConfig(16, 4, true, RequiredApprovals.NONE, Set.of()));
    assertThat(configuration.lint().others()).isEqualTo(FailOn.ERROR);
    assertThat(configuration.timeouts())
        .isEqualTo(
            new TimeoutsConfig(
                Duration.ofSeconds(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofMinutes(11)));
    assertThat(configuration.archive().local())
        .isEqualTo(workspace.resolve(".dihya/archive").toAbsolutePath());
    assertThat(configuration.archive().ipfs()).isEmpty();
    assertThat(configuration.log())
        .isEqualTo(new LogConfig(LogConfig.Level.INFO, LogConfig.Format.AUTO));
    assertThat(configuration.values())
        .hasSize(Settings.ALL.size())
        .extracting(EffectiveValue::origin)
        .containsOnly("default");
  }

  @Test
  void theFileThenTheEnvironmentThenFlagsWin() throws IOException {
    write("http:\n  bind: 0.0.0.0\n  port: 1\nrollout: { parallel: { total: 5 } }\n");
    Configuration configuration =
        load(
            Map.of("DIHYA_HTTP__PORT", "2", "DIHYA_ROLLOUT__PARALLEL__PER_SERVER", "3"),
            Map.of("--port", "0"));
    assertThat(configuration.http()).isEqualTo(http("0.0.0.0", 0));
    assertThat(configuration.rollout())
        .isEqualTo(new RolloutConfig(5, 3, true, RequiredApprovals.NONE, Set.of()));
    assertThat(origin(configuration, "http.bind")).isEqualTo("0.0.0.0 from dihya.yaml:2");
    assertThat(origin(configuration, "http.port")).isEqualTo("0 from flag --port");
    assertThat(origin(configuration, "rollout.parallel.perServer"))
        .isEqualTo("3 from env DIHYA_ROLLOUT__PARALLEL__PER_SERVER");
    assertThat(origin(configuration, "log.level")).isEqualTo("info from default");
  }

  @Test
  void approvalsAreAskedOfRolesThatMayApprove() throws IOException {
    write("rollout: { approvals: { approver: 2 } }\n");
    assertThat(load(Map.of("DIHYA_ROLLOUT__APPROVALS__SECURITY", "1"), Map.of()).rollout())
        .extracting(RolloutConfig::approvals)
        .hasToString("2 approver, 1 security");
    write("rollout: { approvals: { operator: 1, aprover: 1, security: 21 } }\n");
    assertThatThrownBy(this::load)
        .hasMessageContaining("'operator' approves no plans")
        .hasMessageContaining("did you mean 'approver'")
        .hasMessageContaining("from 1 to 20");
  }

  @Test
  void aServerThatOthersReachIsKnownAsSuch() throws IOException {
    assertThat(load().http().reachableFromElsewhere()).isFalse();
    write("http: { tls: { certificate: c.pem, key: /k.pem }, publicUrl: 'https://d.example' }\n");
    HttpConfig http =
        load(Map.of("DIHYA_HTTP__TRUSTED_PROXIES", "10.0.0.7, 2001:db8::/32"), Map.of()).http();
    assertThat(http.reachableFromElsewhere()).isTrue();
    assertThat(http.tls())
        .contains(new TlsFiles(workspace.toAbsolutePath().resolve("c.pem"), Path.of("/k.pem")));
    assertThat(http.proxies().ranges())
        .extracting(Object::toString)
        .containsExactly("10.0.0.7/32", "2001:db8:0:0:0:0:0:0/32");
    assertThat(http.publicUrl()).contains(URI.create("https://d.example"));
  }

  @Test
  void someSettingsMayBeGivenForSingleNames() throws IOException {
    write(
        "migrations: { outOfOrder: { default: refuse, health: allow } }\n"
            + "lint: { fail: { default: warning, rename: never } }\n");
    Configuration configuration = load(Map.of("DIHYA_LINT__FAIL__MISSING_DOWN", "error"), Map.of());
    assertThat(configuration.migrations().outOfOrder().allows("health")).isTrue();
    assertThat(configuration.migrations().outOfOrder().allows("common")).isFalse();
    assertThat(configuration.lint().others()).isEqualTo(FailOn.WARNING);
    assertThat(configuration.lint().rules())
        .isEqualTo(Map.of("rename", FailOn.NEVER, "missing-down", FailOn.ERROR));
    assertThat(origin(configuration, "lint.fail.rename")).isEqualTo("never from dihya.yaml:2");
  }

  @Test
  void aPasswordInTheStoresAddressIsRefusedAndNeverShown() throws IOException {
    Files.writeString(workspace.resolve("store"), "postgresql://dora:hunter2@db/dihya\n");
    assertThatThrownBy(() -> load(Map.of("DIHYA_STORE_FILE", "store"), Map.of()))
        .hasMessageContaining("holds a user or a password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aStoreOnPostgresqlHasCredentialsBesideItsAddress() {
    String store = "postgresql://db:5433/dihya?schema=mine&tls=verify-full";
    Configuration configuration =
        load(
            Map.of("DIHYA_STORE", store, "DIHYA_STORE_CREDENTIALS", "file:secrets/store"),
            Map.of());
    assertThat(configuration.store().target().address())
        .isEqualTo("postgresql://db:5433/dihya?schema=mine");
    assertThat(configuration.store().target().tls().verified()).isTrue();
    assertThat(configuration.store().target().credentials())
        .contains(new SecretRef("file", "secrets/store"));
    assertThat(configuration.store().file()).isEmpty();
    assertThat(origin(configuration, "storeCredentials"))
        .isEqualTo("file:secrets/store from env DIHYA_STORE_CREDENTIALS");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://db/dihya, '', storeCredentials is missing",
    "postgresql://db/dihya, sealed:store, cannot be in the store",
    "postgresql://db/dihya, hunter2, and not the secret itself",
    "postgresql://db/dihya?sslmode=require, env:X, unknown parameter 'sslmode'",
    "postgresql://db, env:X, is no address",
    "mysql://db/dihya, env:X, expected sqlite:PATH or postgresql",
    "sqlite:x.db, env:X, a SQLite file has none",
  })
  void aStoreThatCannotBeIsRefused(String store, String credentials, String message) {
    assertThatThrownBy(
            () ->
                load(
                    Map.of("DIHYA_STORE", store, "DIHYA_STORE_CREDENTIALS", credentials), Map.of()))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aListIsAListInTheFileAndHasCommasInAVariable() throws IOException {
    write(
        "targets: { allowedHosts: ['*.db.internal', 10.0.0.0/8], sqlitePaths: [../data, /srv] }\n"
            + "secrets: { masterKeyFile: ../k2, oldMasterKeyFiles: [../k1] }\n");
    Configuration configuration = load();
    Path root = workspace.toAbsolutePath().normalize();
    assertThat(configuration.targets().sqlitePaths())
        .containsExactly(root.resolveSibling("data"), Path.of("/srv"));
    assertThat(configuration.secrets())
        .isEqualTo(
            new SecretsConfig(
                Optional.of(root.resolveSibling("k2")), List.of(root.resolveSibling("k1"))));
    assertThat(origin(configuration, "targets.allowedHosts"))
        .isEqualTo("*.db.internal,10.0.0.0/8 from dihya.yaml:1");
    var variables =
        Map.of("DIHYA_TARGETS__ALLOWED_HOSTS", "a, b", "DIHYA_SECRETS__MASTER_KEY_FILE", "/k");
    assertThat(origin(load(variables, Map.of()), "targets.allowedHosts")).startsWith("a, b from");
    assertThat(load(variables, Map.of()).secrets().masterKeyFile()).contains(Path.of("/k"));
    assertThatThrownBy(() -> load(Map.of("DIHYA_TARGETS__ALLOWED_HOSTS", "a,b c"), Map.of()))
        .hasMessageContaining("'b c' is no host");
  }

  @Test
  void secretsHaveHostsInTheOrderOfTheFile() throws IOException {
    write(
        "targets:\n  secretHosts:\n    'sealed:acme-*': [acme.internal, 10.0.0.1]\n"
            + "    '*': '*.internal'\n");
    Configuration configuration = load();
    assertThat(origin(configuration, "targets.secretHosts.sealed:acme-*"))
        .isEqualTo("acme.internal,10.0.0.1 from dihya.yaml:3");
    TargetRules rules = configuration.targetRules();
    assertThat(rules.objection(target("10.0.0.1", "sealed:acme-db"))).isEmpty();
    assertThat(rules.objection(target("10.0.0.2", "sealed:acme-db"))).isPresent();
    assertThat(rules.objection(target("db.internal", "env:OTHER"))).isEmpty();
    assertThat(rules.objection(target("10.0.0.1", "env:OTHER"))).isPresent();
    var named = Map.of("DIHYA_TARGETS__SECRET_HOSTS__ACME_DB", "acme.internal");
    assertThatThrownBy(() -> load(named, Map.of()))
        .hasMessageContaining("'acme-db' is no reference");
  }

  @Test
  void oldMasterKeysNeedANewOne() throws IOException {
    write("secrets: { oldMasterKeyFiles: [k1] }\n");
    assertThatThrownBy(this::load).hasMessageContaining("needs secrets.masterKeyFile");
  }

  @Test
  void theRestIsReadAsItIsMeant() throws IOException {
    write(
        "timeouts: { lock: 500ms }\n"
            + "archive: { ipfs: 'http://127.0.0.1:5001', local: /srv/a }\n"
            + "log: { level: debug, format: json }\n");
    Configuration configuration = load();
    assertThat(configuration.timeouts().lock()).isEqualTo(Duration.ofMillis(500));
    assertThat(configuration.archive())
        .isEqualTo(
            new ArchiveConfig(Path.of("/srv/a"), Optional.of(URI.create("http://127.0.0.1:5001"))));
    assertThat(configuration.log())
        .isEqualTo(new LogConfig(LogConfig.Level.DEBUG, LogConfig.Format.JSON));
  }

  @Test
  void theIdentityProviderIsReadWithItsGroupsInTheirOrder() throws IOException {
    write(
        """
        auth:
          oidc:
            issuer: https://login.example.org/realms/staff
            clientId: dihya
            clientSecret: file:secret
            roles: { /z/team.a: security, default: operator, a: viewer }
        """);
    OidcConfig oidc =
        load(Map.of("DIHYA_AUTH__OIDC__ROLES__ON_CALL", "approver"), Map.of()).oidc().orElseThrow();
    assertThat(oidc.issuer()).hasToString("https://login.example.org/realms/staff");
    assertThat(oidc.clientSecret()).hasToString("Optional[file:secret]");
    assertThat(oidc.scopes()).containsExactly("openid", "profile", "email", "groups");
    assertThat(oidc.roles().roles().keySet())
        .containsExactly("/z/team.a", "default", "a", "on-call");
    assertThat(oidc.secondFactorHere()).isFalse();
    assertThat(load(Map.of("DIHYA_AUTH__OIDC__SECOND_FACTOR", "here"), Map.of()).oidc())
        .hasValueSatisfying(here -> assertThat(here.secondFactorHere()).isTrue());
    assertThatThrownBy(() -> load(Map.of("DIHYA_AUTH__OIDC__ROLES", "viewer"), Map.of()))
        .hasMessageContaining("DIHYA_AUTH__OIDC__ROLES__");
  }

  @Test
  void allProblemsOfAllLayersAreReportedAtOnce() throws IOException {
    write("htpp: {}\nlog: { level: loud }\nlint: { fail: { renam: never } }\n");
    assertThatThrownBy(
            () ->
                load(
                    Map.of("DIHYA_HTTP__PROT", "1", "DIHYA_HTTP_PORT", "1", "DIHYA_TEST_URL", "x"),
                    Map.of("--port", "x")))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessage(
            """
            dihya.yaml:1:1: unknown key 'htpp' (did you mean 'http'?); known here: store, storeCredentials, http, migrations, tenants, targets, rollout, lint, timeouts, secrets, auth, archive, log
            dihya.yaml:2:15: 'log.level': expected one of error, warn, info, debug, trace
            environment variable DIHYA_HTTP_PORT: sets nothing (did you mean 'DIHYA_HTTP__PORT'?)
            environment variable DIHYA_HTTP__PROT: sets nothing (did you mean 'DIHYA_HTTP__PORT'?)
            flag --port: 'http.port': expected a whole number from 0 to 65535
            lint.fail: there is no rule 'renam' (did you mean 'rename'?)\
            """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/app/bad-configuration.csv", delimiter = '|', numLinesToSkip = 1)
  void aBadValueIsRefusedWithItsPlace(String yaml, String position, String message)
      throws IOException {
    write(yaml.replace("\\n", "\n"));
    assertThatThrownBy(this::load)
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining(position)
        .hasMessageContaining(message);
  }

  @Test
  void aStoreFileIsRefusedBesideTheVariableAndWhereItIsNot() {
    assertThatThrownBy(
            () -> load(Map.of("DIHYA_STORE_FILE", "x", "DIHYA_STORE", "sqlite:x"), Map.of()))
        .hasMessageContaining("DIHYA_STORE is set too");
    assertThatThrownBy(() -> load(Map.of("DIHYA_STORE_FILE", "x"), Map.of()))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aFlagThatDoesNotExistIsAFaultOfTheCaller() {
    assertThatThrownBy(() -> load(Map.of(), Map.of("--nonsense", "1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Configuration.flags()).containsEntry("--port", "http.port");
  }
}
