package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCommandTest {
  private static final String SECRET =
      """
      {"name":"acme","version":2,"keyId":"0a1b2c","createdAt":"2026-01-01T00:00:00Z","createdBy":"p1",
       "updatedAt":"2026-01-02T00:00:00Z","updatedBy":"p2","tenants":["acme","zoo"]}\
      """;

  private final FakeServer server = new FakeServer().on("PUT /secrets/acme", SECRET);
  private final TestCli cli = TestCli.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  private void nothingSet(TestCli.Result result, String... words) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(words).doesNotContain("hunter2");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void aValueIsTypedTwiceAndNeverShown() {
    TestCli.Result result =
        cli.typingHidden("dora:hunter2", "dora:hunter2").run("secret", "set", "acme");
    assertThat(result.exitCode()).isZero();
    assertThat(server.body("PUT /secrets/acme")).isEqualTo("{\"value\":\"dora:hunter2\"}");
    assertThat(result.err()).contains("version 2", "0a1b2c", "sealed:acme");
    assertThat(result.out() + result.err()).doesNotContain("hunter2", "dora");
  }

  @Test
  void twoThatAreNotTheSameOrNothingSetNothing() {
    nothingSet(
        cli.typingHidden("dora:hunter2", "dora:hunter3").run("secret", "set", "acme"),
        "not the same");
    nothingSet(cli.typingHidden().run("secret", "set", "acme"), "empty");
    nothingSet(cli.typingHidden("", "").run("secret", "set", "acme"), "empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dora:hunter2", "dora:hunter2\n", "dora:hunter2\r\n"})
  void aValueFromAFileLosesItsLineBreak(String text) {
    assertThat(cli.piping(text).run("secret", "set", "acme").exitCode()).isZero();
    assertThat(server.body("PUT /secrets/acme")).isEqualTo("{\"value\":\"dora:hunter2\"}");
  }

  @Test
  void aFileThatIsEmptyOrFarTooLongSetsNothing() {
    nothingSet(cli.piping("").run("secret", "set", "acme"), "empty");
    nothingSet(cli.piping("\n").run("secret", "set", "acme"), "empty");
    nothingSet(cli.piping("x".repeat(1 << 20)).run("secret", "set", "acme"), "too long");
  }

  @Test
  void aValueOnTheCommandLineIsRefusedWithoutBeingRepeated() {
    nothingSet(
        cli.run("secret", "set", "acme", "dora:hunter2"), "never stands on the command line");
  }

  @Test
  void theListTellsWhatIsNotSet() {
    server.on(
        "GET /secrets",
        "{\"items\":[" + SECRET + "],\"missing\":[{\"name\":\"gone\",\"tenants\":[\"a\",\"b\"]}]}");
    TestCli.Result result = cli.run("secret", "list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("acme", "0a1b2c", "acme,zoo", "2026-01-02T00:00:00Z");
    assertThat(result.err()).contains("Not set: gone, used by a,b", "secret set gone");
  }

  @Test
  void removingAsksAndRotatingCounts() {
    server
        .on("POST /secrets/acme/remove", SECRET)
        .on("POST /secrets/rotate", "{\"keyId\":\"ff\",\"wrapped\":3,\"unchanged\":1}");
    assertThat(cli.typing("n\n").run("secret", "remove", "acme").exitCode()).isEqualTo(2);
    assertThat(server.calls()).isEmpty();
    assertThat(cli.typing("y\n").run("secret", "remove", "acme").exitCode()).isZero();
    assertThat(cli.run("secret", "rotate").out()).contains("3 secrets", "ff", "1 had it");
  }

  @Test
  void aMasterKeyIsMadeWithoutAServer(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("master.key");
    TestCli.Result result = new TestCli().run("secret", "new-master-key", file.toString());
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().strip()).matches("[0-9a-f]{12}");
    assertThat(result.out() + result.err()).doesNotContain(Files.readString(file).strip());
    assertThat(new TestCli().run("secret", "new-master-key", file.toString()).exitCode())
        .isEqualTo(5);
  }
}
