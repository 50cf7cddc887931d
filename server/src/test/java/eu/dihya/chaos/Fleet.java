package eu.dihya.chaos;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes fresh targets of one engine.
 *
 * @param server that gives out databases; null for SQLite
 */
record Fleet(Engine engine, @Nullable TestServer server) {
  private static final String SCRATCH = "dihya_scratch_";

  static Fleet of(Engine engine) {
    return switch (engine) {
      case SQLITE -> new Fleet(engine, null);
      case POSTGRESQL -> on(TestServers.postgresql());
      case MARIADB -> on(TestServers.mariadb());
      case MYSQL -> on(TestServers.mysql8());
    };
  }

  static Fleet on(TestServer server) {
    return new Fleet(server.engine(), server);
  }

  /** The workspace for the engine that is a resource of the tests. */
  Path workspace(String name) {
    String family = engine.isMySqlFamily() ? "mysql" : engine.code();
    try {
      return Path.of(
          Objects.requireNonNull(Fleet.class.getResource("/" + name + "/" + family)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Job> fresh(int targets) {
    return IntStream.rangeClosed(1, targets).mapToObj(number -> fresh("t" + number)).toList();
  }

  Job fresh(String tenant) {
    return server == null
        ? new Job(
            tenant,
            Job.target(Engine.SQLITE, "", 0, TestServers.sqliteFile().toString()),
            new Credentials("", ""),
            Optional.empty())
        : at(tenant, server.createDatabase());
  }

  static Job at(String tenant, TestDatabase database) {
    return new Job(
        tenant,
        Job.target(database.engine(), database.host(), database.port(), database.database()),
        new Credentials(database.user(), database.password()),
        Optional.empty());
  }

  /**
   * Takes everything out of targets that are done with, so that they are fresh again. On PostgreSQL
   * to drop a database and to create another takes half a second each.
   */
  List<Job> emptied(List<Job> jobs) {
    return switch (engine) {
      case POSTGRESQL -> {
        for (Job job : jobs) {
          new ServerSql(running().database(job.target().database()))
              .execute(
                  "SET client_min_messages = warning",
                  "DROP SCHEMA public CASCADE",
                  "CREATE SCHEMA public");
        }
        yield jobs;
      }
      case MARIADB, MYSQL -> {
        new ServerSql(running())
            .execute(
                jobs.stream()
                    .map(job -> "DROP DATABASE `" + job.target().database() + "`")
                    .toList());
        yield fresh(jobs.size());
      }
      case SQLITE -> fresh(jobs.size());
    };
  }

  /** Scratch databases that nobody has taken away: on the server, or beside a target's file. */
  List<String> scratches(Job job) {
    if (engine == Engine.SQLITE) {
      File[] files = new File(job.target().database()).getParentFile().listFiles();
      return Arrays.stream(Objects.requireNonNull(files))
          .map(File::getName)
          .filter(name -> name.startsWith(SCRATCH))
          .toList();
    }
    String names =
        engine == Engine.POSTGRESQL
            ? "SELECT datname FROM pg_database"
            : "SELECT schema_name FROM information_schema.schemata";
    return new ServerSql(running())
        .rows(names).stream().map(List::getFirst).filter(name -> name.startsWith(SCRATCH)).toList();
  }

  private TestServer running() {
    return Objects.requireNonNull(server);
  }
}
