package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.EngineSession.Refused;
import eu.dihya.testing.ServerBinaries;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code DELIMITER} means to us what it means to MariaDB's own client. */
class DelimiterIT {
  private static final int SCRIPTS = 30;
  private static final long SEED = 7L;
  private static final List<String> DELIMITERS = List.of("//", "$$", ";;", "|", "END_OF_IT");

  @Test
  void splitsAsTheClientDoes() throws Refused, IOException, InterruptedException {
    TestDatabase database = TestServers.mariadb().createDatabase();
    Optional<Path> client = client();
    assumeThat(client).as("the client of the embedded server").isPresent();
    ScriptGenerator generator = new ScriptGenerator(SqlDialect.MARIADB, SEED);
    Random random = new Random(SEED);
    try (EngineSession session = EngineSession.server(SqlDialect.MARIADB, database)) {
      for (int i = 0; i < SCRIPTS; i++) {
        List<String> statements = generator.next().statements();
        String script = withDelimiters(statements, random);
        clean(session);
        assertThat(run(client.orElseThrow(), database, script)).as(script).isZero();
        List<String> expected = session.rows("SELECT v FROM t ORDER BY id");
        clean(session);
        for (Statement statement :
            StatementSplitter.split(
                script, SqlDialect.MARIADB, SourcePosition.of("generated.sql"))) {
          session.run(statement.text());
        }
        assertThat(session.rows("SELECT v FROM t ORDER BY id")).as(script).isEqualTo(expected);
      }
    }
  }

  /**
   * Some statements end with the usual semicolon; those with a body need another end for the
   * client. It reads lines, so that a carriage return inside a string would not reach the server.
   */
  private static String withDelimiters(List<String> statements, Random random) {
    StringBuilder script = new StringBuilder();
    for (String statement : statements) {
      String end = DELIMITERS.get(random.nextInt(DELIMITERS.size()));
      boolean usual = !statement.startsWith("CREATE") && random.nextBoolean();
      script.append(
          usual
              ? statement + ";\n"
              : "delimiter " + end + "\n" + statement + "\n" + end + "\nDELIMITER ;\n");
    }
    return script.toString().replace("\r", "");
  }

  private static void clean(EngineSession session) throws Refused {
    session.run("DROP TABLE IF EXISTS t");
    session.run("CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, v text) CHARSET utf8mb4");
  }

  private static int run(Path client, TestDatabase database, String script)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(client.toString());
    command.addAll(
        List.of(
            "--no-defaults", "--protocol=tcp", "--default-character-set=utf8mb4", "--skip-ssl"));
    command.addAll(
        List.of(
            "--host=" + database.host(), "--port=" + database.port(), "--user=" + database.user()));
    command.add(database.database());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("MYSQL_PWD", database.password());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(script.getBytes(StandardCharsets.UTF_8));
    }
    return process.waitFor();
  }

  private static Optional<Path> client() throws IOException {
    if (!Files.isDirectory(ServerBinaries.cache())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(ServerBinaries.cache(), 3)) {
      return files.filter(file -> file.endsWith(Path.of("bin", "mariadb"))).findFirst();
    }
  }
}
