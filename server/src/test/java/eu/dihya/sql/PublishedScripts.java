package eu.dihya.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Migration scripts inside libraries that people use: JobRunr, Quartz and Camunda. */
final class PublishedScripts {
  private static final List<String> JOBRUNR =
      List.of(
          "v000__create_migrations_table",
          "v001__create_job_table",
          "v002__create_recurring_job_table",
          "v003__create_background_job_server_table",
          "v004__create_job_stats_view",
          "v005__update_job_stats_view",
          "v006__alter_table_jobs_add_recurringjob",
          "v007__alter_table_backgroundjobserver_add_delete_config",
          "v008__alter_table_jobs_increase_jobAsJson_size",
          "v009__change_jobrunr_job_counters_to_jobrunr_metadata",
          "v010__change_job_stats",
          "v011__change_sqlserver_text_to_varchar",
          "v012__change_oracle_alter_jobrunr_metadata_column_size",
          "v013__alter_table_recurring_job_add_createdAt",
          "v014__improve_job_stats",
          "v015__alter_table_backgroundjobserver_add_name",
          "v016__alter_jobs_stats_add_awaiting_jobs");
  private static final List<String> CAMUNDA =
      List.of(
          "engine",
          "history",
          "identity",
          "case.engine",
          "case.history",
          "decision.engine",
          "decision.history");

  private PublishedScripts() {}

  /** Scripts that follow each other on one database. */
  record Series(String name, SqlDialect dialect, List<Script> scripts) {
    @Override
    public String toString() {
      return name + " on " + dialect;
    }
  }

  record Script(String name, String text) {}

  static Stream<Series> all() {
    return Stream.of(
        jobrunr(SqlDialect.POSTGRESQL, "postgres"),
        jobrunr(SqlDialect.MARIADB, "mariadb"),
        jobrunr(SqlDialect.MYSQL, "mysql"),
        jobrunr(SqlDialect.SQLITE, "sqlite"),
        new Series("quartz", SqlDialect.POSTGRESQL, List.of(quartz("postgres"))),
        new Series("quartz", SqlDialect.MYSQL, List.of(quartz("mysql_innodb"))),
        camunda(SqlDialect.POSTGRESQL, "postgres"),
        camunda(SqlDialect.MYSQL, "mysql"),
        camundaUpgrades(SqlDialect.POSTGRESQL, "postgres"),
        camundaUpgrades(SqlDialect.MYSQL, "mysql"));
  }

  private static Series jobrunr(SqlDialect dialect, String folder) {
    String root = "/org/jobrunr/storage/sql/";
    List<Script> scripts = new ArrayList<>();
    for (String name : JOBRUNR) {
      String own = root + folder + "/migrations/" + name + ".sql";
      boolean variant = PublishedScripts.class.getResource(own) != null;
      scripts.add(script(variant ? own : root + "common/migrations/" + name + ".sql"));
    }
    return new Series("jobrunr", dialect, scripts);
  }

  private static Script quartz(String name) {
    return script("/org/quartz/impl/jdbcjobstore/tables_" + name + ".sql");
  }

  private static Series camunda(SqlDialect dialect, String name) {
    String root = "/org/camunda/bpm/engine/db/create/activiti.";
    return new Series(
        "camunda",
        dialect,
        CAMUNDA.stream().map(part -> script(root + name + ".create." + part + ".sql")).toList());
  }

  private static Series camundaUpgrades(SqlDialect dialect, String name) {
    String root = "/org/camunda/bpm/engine/db/liquibase/";
    List<Script> scripts = new ArrayList<>();
    CAMUNDA.forEach(
        part ->
            scripts.add(script(root + "baseline/liquibase." + name + ".create." + part + ".sql")));
    for (int minor = 16; minor < 23; minor++) {
      scripts.add(
          script(
              root + "upgrade/" + name + "_engine_7." + minor + "_to_7." + (minor + 1) + ".sql"));
    }
    return new Series("camunda upgrades", dialect, scripts);
  }

  private static Script script(String resource) {
    try (InputStream bytes = PublishedScripts.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new AssertionError("not on the class path: " + resource);
      }
      return new Script(resource, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
