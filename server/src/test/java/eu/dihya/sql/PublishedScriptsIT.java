package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.EngineSession.Refused;
import eu.dihya.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that were written elsewhere have the same effect split by us as split by the engine. */
class PublishedScriptsIT {
  private static final String COLUMNS =
      "SELECT table_name, ordinal_position, column_name, data_type, character_maximum_length,"
          + " is_nullable, column_default FROM information_schema.columns WHERE table_schema = %1$s"
          + " ORDER BY 1, 2";
  private static final String CONSTRAINTS =
      "SELECT table_name, constraint_name, constraint_type FROM"
          + " information_schema.table_constraints WHERE table_schema = %1$s AND constraint_name"
          + " NOT LIKE '%%not_null' ORDER BY 1, 2, 3";

  static Stream<PublishedScripts.Series> series() {
    return PublishedScripts.all();
  }

  @ParameterizedTest
  @MethodSource("series")
  void splitOrWholeTheSchemaIsTheSame(PublishedScripts.Series series) throws Refused {
    check(series, () -> EngineSession.open(series.dialect()));
  }

  static Stream<PublishedScripts.Series> ofMySql() {
    return PublishedScripts.all().filter(series -> series.dialect() == SqlDialect.MYSQL);
  }

  /** MySQL's scripts run on MariaDB above, which knows nearly the same language. */
  @ParameterizedTest
  @MethodSource("ofMySql")
  @Tag("mysql8")
  void onMySqlItselfToo(PublishedScripts.Series series) throws Refused {
    check(
        series,
        () -> EngineSession.server(SqlDialect.MYSQL, TestServers.mysql8().createDatabase()));
  }

  private static void check(PublishedScripts.Series series, Supplier<EngineSession> engine)
      throws Refused {
    List<String> whole;
    try (EngineSession session = engine.get()) {
      for (PublishedScripts.Script script : series.scripts()) {
        if (!split(script, series.dialect()).isEmpty()) {
          session.run(script.text());
        }
      }
      whole = schema(session);
    }
    try (EngineSession session = engine.get()) {
      for (PublishedScripts.Script script : series.scripts()) {
        for (Statement statement : split(script, series.dialect())) {
          assertThat(StatementInfo.of(statement, series.dialect()).kind())
              .isNotEqualTo(StatementKind.OTHER);
          session.run(statement.text());
        }
      }
      assertThat(schema(session)).hasSizeGreaterThan(12).isEqualTo(whole);
    }
  }

  private static List<Statement> split(PublishedScripts.Script script, SqlDialect dialect) {
    List<Statement> statements =
        StatementSplitter.split(script.text(), dialect, SourcePosition.of(script.name()));
    for (Statement statement : statements) {
      assertThat(at(script.text(), statement)).startsWith(statement.text());
    }
    return statements;
  }

  /** The script from the statement's position on. */
  private static String at(String text, Statement statement) {
    int offset = 0;
    for (int line = 1; line < statement.line(); line++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return text.substring(text.offsetByCodePoints(offset, statement.column() - 1));
  }

  private static List<String> schema(EngineSession session) throws Refused {
    List<String> schema = new ArrayList<>();
    switch (session.dialect()) {
      case POSTGRESQL -> {
        schema.addAll(session.rows(COLUMNS.formatted("'public'")));
        schema.addAll(session.rows(CONSTRAINTS.formatted("'public'")));
        schema.addAll(
            session.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
        schema.addAll(
            session.rows("SELECT definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1"));
      }
      case MYSQL, MARIADB -> {
        schema.addAll(session.rows(COLUMNS.formatted("database()")));
        schema.addAll(session.rows(CONSTRAINTS.formatted("database()")));
        schema.addAll(
            session.rows(
                "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM"
                    + " information_schema.statistics WHERE table_schema = database() ORDER BY 1,"
                    + " 2, 3"));
        schema.addAll(
            session.rows(
                "SELECT replace(view_definition, database(), '') FROM information_schema.views"
                    + " WHERE table_schema = database() ORDER BY 1"));
      }
      case SQLITE -> schema.addAll(session.rows("SELECT name, sql FROM sqlite_master ORDER BY 1"));
    }
    return schema;
  }
}
