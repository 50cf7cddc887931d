package eu.dihya.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user gets wrong in files: said plainly, all at once, before any target is touched. */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
  private static final String TENANT_KEYS =
      """
      sector: health
      tenants:
        - id: other
          nam: Other
          region: eu-fr
          target: sqlite:other.db
        - id: third
          name: Third
          region: eu-fr
          targt: sqlite:third.db
      """;
  private static final String ROLLOUT_KEYS =
      """
      relase: { upTo: latest }
      strategy:
        rolling:
          wave: [ 100% ]
          onFailure: explode
      """;
  private static final String OTHER =
      "sector: health\ntenants:\n  - id: other\n    name: Other\n    region: eu-fr\n    target: ";

  static Stream<Mistake> mistakes() {
    return Stream.of(
        Mistake.file(
            "unknown keys of dihya.yaml",
            "dihya.yaml",
            "migration:\n  path: x\ntimeouts:\n  locks: 3s\n  connect: soon\n",
            "dihya.yaml:1:1",
            "migrations",
            "dihya.yaml:4:3",
            "timeouts.lock",
            "dihya.yaml:5:"),
        Mistake.file(
            "unknown keys of a registry file",
            "tenants/other.yaml",
            TENANT_KEYS,
            "tenants/other.yaml:4:5",
            "name",
            "tenants/other.yaml:10:5",
            "target"),
        Mistake.file(
                "unknown keys of rollout.yaml",
                "rollout.yaml",
                ROLLOUT_KEYS,
                "rollout.yaml:1:1",
                "release",
                "rollout.yaml:4:5",
                "waves",
                "rollout.yaml:5:16")
            .when("migrate", "-f", "rollout.yaml"),
        Mistake.of("no such rollout.yaml", _ -> {}, "rollout.yaml: ")
            .when("migrate", "-f", "rollout.yaml"),
        Mistake.of(
            "a migration that cannot be read",
            site -> dangling(site, "migrations/common/20250102_0000_x.sql"),
            "20250102_0000_x.sql: cannot be read"),
        Mistake.of(
            "a registry file that cannot be read",
            site -> dangling(site, "tenants/other.yaml"),
            "tenants/other.yaml: cannot be read"),
        Mistake.of(
            "invalid UTF-8",
            site ->
                site.file(
                    "migrations/common/20250102_0000_x.sql",
                    (Mistake.HEADER + "SELECT 'é';\n").getBytes(StandardCharsets.ISO_8859_1)),
            "20250102_0000_x.sql:5:9",
            "UTF-8"),
        Mistake.migration("NUL", "SELECT 'a\0';\n", "20250102_0000_x.sql:5:10", "NUL"),
        Mistake.migration(
            "unterminated quote", "SELECT 1;\nSELECT 'a;\n", "20250102_0000_x.sql:6:8"),
        Mistake.migration(
            "two mistakes in one file",
            "SELECT 1;\n-- migrate:don\n-- migrate:verify transaction:false\n",
            "20250102_0000_x.sql:6:1",
            "'down'",
            "20250102_0000_x.sql:7:1"),
        Mistake.migration(
            "mistakes in two sections",
            "COMMIT;\n-- migrate:down\nSELECT 'a;\n",
            "20250102_0000_x.sql:5:1",
            "20250102_0000_x.sql:7:8"),
        Mistake.of(
            "empty migrations directory",
            site -> Files.delete(site.directory().resolve("migrations/common/20250101_0000_t.sql")),
            "migrations"),
        Mistake.file(
            "unknown engine",
            "tenants/other.yaml",
            OTHER + "oracle://db/x\n",
            "tenants/other.yaml:6:",
            "no known engine",
            "postgresql"),
        Mistake.migration(
            "placeholder without a value",
            "INSERT INTO t VALUES (${placeholders.number});\n",
            "20250102_0000_x.sql:5:",
            "placeholders.number",
            "lite"),
        Mistake.file(
            "duplicate version",
            "migrations/common/20250101_0000_again.sql",
            Mistake.HEADER + "SELECT 1;\n",
            "20250101_0000_again.sql",
            "20250101_0000_t.sql"),
        Mistake.file(
            "mixed conventions",
            "migrations/common/V2__x.sql",
            "SELECT 1;\n",
            "V2__x.sql",
            "20250101_0000_t.sql",
            "Flyway"),
        Mistake.file(
            "missing variant for an engine",
            "migrations/common/20250102_0000_x.mysql.sql",
            Mistake.HEADER + "SELECT 1;\n",
            "20250102_0000_x",
            "sqlite"),
        Mistake.of("unknown command", _ -> {}, "migrat").when("migrat"),
        Mistake.of("unknown version", _ -> {}, "20990101_0000")
            .when("migrate", "--to", "20990101_0000"),
        Mistake.of("bad selector", _ -> {}, "sectr").when("migrate", "--select", "sectr=health"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void itIsSaidPlainlyAndNoTargetIsTouched(Mistake mistake) throws Exception {
    Site site = right();
    mistake.made().in(site);
    Ended ended = site.run(mistake.command().toArray(String[]::new)).exits(mistake.exitCode());
    ended.speaksPlainly().says(mistake.told().toArray(String[]::new));
    assertThat(ended.out()).as(ended::toString).isEmpty();
    try (Stream<Path> files = Files.walk(site.directory())) {
      assertThat(
              files
                  .map(Path::toString)
                  .filter(file -> file.endsWith(".db") && !file.contains(".dihya")))
          .isEmpty();
    }
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNoMistake() {
    Site site = right();
    String sql =
        "\uFEFF"
            + Mistake.HEADER
            + "INSERT INTO t VALUES ('é');\n-- migrate:down\nDELETE FROM t;\n";
    site.file("migrations/common/20250102_0000_x.sql", sql.replace("\n", "\r\n"));
    String tenant = "\uFEFF" + site.tenant("lite").yaml();
    site.file("tenants/lite.yaml", tenant.replace("\n", "\r\n"));
    site.file("dihya.yaml", "\uFEFFmigrations:\r\n  path: migrations\r\n");
    site.run("migrate").exits(0);
    assertThat(site.tenant("lite").column("SELECT name FROM t")).containsExactly("é");
    site.run("migration", "lint").exits(0);
  }

  @Test
  void aFileThatWasChangedAfterItWasAppliedIsRefused() {
    Site site = right();
    site.run("migrate").exits(0);
    site.file(
        "migrations/common/20250101_0000_t.sql",
        Mistake.HEADER + "CREATE TABLE t (name VARCHAR(20), more INT);\n");
    site.file(
        "migrations/common/20250102_0000_x.sql", Mistake.HEADER + "CREATE TABLE x (id INT);\n");
    site.run("migrate")
        .exits(2)
        .speaksPlainly()
        .says("migrations/common/20250101_0000_t.sql", "lite");
    assertThat(site.tenant("lite").hasTable("x")).isFalse();
  }

  @Test
  void aControlStoreOfANewerVersionIsRefused() throws IOException {
    Site site = right();
    site.run("tenant", "list").exits(0);
    SiteTenant store =
        SiteTenant.sqlite("store", site.directory().resolve(".dihya").resolve("control.db"));
    store.execute("PRAGMA user_version = 99");
    site.run("migrate").exits(2).speaksPlainly().says("newer");
    assertThat(site.tenant("lite").isTouched()).isFalse();
  }

  @Test
  void aPortThatIsTakenIsSaid() throws IOException {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      right().run("serve", "--port", port).exits(2).speaksPlainly().says(port, "in use");
    }
  }

  private static Site right() {
    return new Site()
        .sqlite("lite")
        .file(
            "migrations/common/20250101_0000_t.sql",
            Mistake.HEADER + "CREATE TABLE t (name VARCHAR(20));\n");
  }

  private static void dangling(Site site, String path) throws IOException {
    Files.createSymbolicLink(site.directory().resolve(path), Path.of("nowhere"));
  }
}
