package eu.dihya.change.trial;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.change.apply.Ground;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationTestIT {
  private static final String HEADER = "-- Purpose: x\n-- Impact: x\n-- Rollback: x\n";
  @TempDir Path workspace;

  private void file(String name, String sections) throws IOException {
    Path file = workspace.resolve("migrations").resolve(name + ".sql");
    Files.createDirectories(file.getParent());
    Files.writeString(file, HEADER + sections);
  }

  private static Ground ground(Engine engine) {
    return switch (engine) {
      case SQLITE -> Ground.sqlite();
      case POSTGRESQL -> Ground.postgresql();
      case MARIADB -> Ground.mariadb();
      case MYSQL -> Ground.on(TestServers.mysql8());
    };
  }

  private MigrationTests run(Ground ground) {
    Engine engine = ground.tenant().target().engine();
    Catalog catalog =
        CatalogLoader.load(workspace, workspace.resolve("migrations"), EnumSet.of(engine));
    List<String> before = scratches(ground);
    MigrationTests tests =
        new MigrationTest(ground.connector(), "test")
            .run(catalog, List.of(ground.tenant()), Set.of());
    assertThat(scratches(ground)).as("scratch databases left behind").isSubsetOf(before);
    assertThat(tests.results()).allMatch(result -> result.engine().equals(engine.code()));
    return tests;
  }

  private static List<String> scratches(Ground ground) {
    String database = ground.tenant().target().database();
    return switch (ground.tenant().target().engine()) {
      case SQLITE -> files(Path.of(database).getParent());
      case POSTGRESQL ->
          new ServerSql(TestServers.postgresql())
              .rows("SELECT datname FROM pg_database WHERE datname LIKE 'dihya_scratch%'").stream()
                  .map(List::getFirst)
                  .toList();
      case MARIADB -> scratches(TestServers.mariadb());
      case MYSQL -> scratches(TestServers.mysql8());
    };
  }

  private static List<String> scratches(TestServer server) {
    return new ServerSql(server)
        .rows("SHOW DATABASES LIKE 'dihya_scratch%'").stream().map(List::getFirst).toList();
  }

  private static List<String> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("dihya_scratch"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String shown(MigrationTests tests) {
    StringBuilder shown = new StringBuilder();
    for (MigrationTests.Result result : tests.results()) {
      shown
          .append(result.stream())
          .append('/')
          .append(result.migration().replaceAll("^\\d+_\\d+_", ""));
      result
          .steps()
          .forEach(
              step -> shown.append(' ').append(step.step().code()).append(step.ok() ? "" : "!"));
      shown.append('\n');
    }
    return shown.toString();
  }

  @Test
  @Tag("mysql8")
  void whatIsWellPassesOnMySqlToo() throws IOException {
    whatIsWellPassesInAllSteps(Engine.MYSQL);
  }

  @Test
  @Tag("mysql8")
  void whatIsNotWellIsToldOnMySqlToo() throws IOException {
    whatIsNotWellIsToldWithItsPlace(Engine.MYSQL);
  }

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"SQLITE", "POSTGRESQL", "MARIADB"})
  void whatIsWellPassesInAllSteps(Engine engine) throws IOException {
    file(
        "common/20250101_0900_a",
        "-- migrate:up\n"
            + "CREATE TABLE a (id int PRIMARY KEY, c varchar(9) DEFAULT"
            + " ${placeholders.currency:literal});\n"
            + "-- migrate:down\n"
            + "DROP TABLE a;\n"
            + "-- migrate:verify\n"
            + "SELECT id FROM a;\n");
    file(
        "sectors/health/20250102_0900_b",
        "-- migrate:up\n"
            + "ALTER TABLE a ADD COLUMN b int;\n"
            + "-- migrate:down\n"
            + "ALTER TABLE a DROP COLUMN b;\n");
    file(
        "sectors/education/20250102_0900_c",
        "-- migrate:up\nCREATE TABLE c (id int);\n-- migrate:down\nDROP TABLE c;\n");
    file("common/20250103_0900_d", "-- migrate:up\nINSERT INTO a (id) VALUES (1);\n");
    Ground ground = ground(engine);
    MigrationTests tests = run(ground);
    assertThat(shown(tests))
        .isEqualTo("common/a up verify down up-again\nhealth/b up down up-again\ncommon/d up\n");
    assertThat(tests.ok()).as(tests.toString()).isTrue();
    assertThat(tests.results()).allMatch(result -> result.serverVersion() != null);
  }

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"SQLITE", "POSTGRESQL", "MARIADB"})
  void whatIsNotWellIsToldWithItsPlace(Engine engine) throws IOException {
    file(
        "common/20250101_0900_a",
        "-- migrate:up\n"
            + "CREATE TABLE a (id int);\n"
            + "CREATE TABLE kept (id int);\n"
            + "-- migrate:down\n"
            + "DROP TABLE a;\n");
    file(
        "common/20250102_0900_b",
        "-- migrate:up\nCREATE TABLE b (id int);\n-- migrate:down\nDROP TABLE b;\n");
    MigrationTests first = run(ground(engine));
    assertThat(shown(first)).isEqualTo("common/a up down! up-again!\ncommon/b up!\n");
    assertThat(first.results().getFirst().steps().get(1).message())
        .contains("not as it was before up")
        .contains("kept");
    assertThat(first.results().getFirst().steps().get(2).message())
        .contains("20250101_0900_a.sql:6:1")
        .contains("kept");
    assertThat(first.results().getLast().steps().getFirst().message())
        .isEqualTo("not tried, because 20250101_0900_a was not applied");
    file(
        "common/20250101_0900_a",
        "-- migrate:up\n"
            + "CREATE TABLE a (id int);\n"
            + "INSERT INTO a VALUES (1);\n"
            + "-- migrate:down\n"
            + "DROP TABLE a;\n"
            + "-- migrate:verify\n"
            + "SELECT id FROM a;\n");
    MigrationTests second = run(ground(engine));
    assertThat(shown(second)).isEqualTo("common/a up verify!\ncommon/b up!\n");
    assertThat(second.results().getFirst().steps().getLast().message())
        .contains("20250101_0900_a.sql:10:1")
        .contains("at least one row");
  }

  @Test
  void aServerThatCannotBeReachedIsAFailureOfEachMigration() throws IOException {
    file(
        "common/20250101_0900_a",
        "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
    Ground ground = Ground.unreachable();
    Catalog catalog =
        CatalogLoader.load(
            workspace, workspace.resolve("migrations"), EnumSet.of(Engine.POSTGRESQL));
    MigrationTests tests =
        new MigrationTest(ground.connector(), "test")
            .run(catalog, List.of(ground.tenant()), Set.of());
    assertThat(tests.ok()).isFalse();
    assertThat(tests.results().getFirst().steps().getFirst().message())
        .startsWith("not tried, because of its scratch database:");
    assertThat(
            new MigrationTest(ground.connector(), "test")
                .run(catalog, List.of(ground.tenant()), EnumSet.of(Engine.SQLITE))
                .results())
        .isEmpty();
  }
}
