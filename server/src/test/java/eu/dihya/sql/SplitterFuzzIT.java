package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.EngineSession.Refused;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the splitter finds in generated scripts is what the real engines find in them. */
class SplitterFuzzIT {
  private static final int SCRIPTS = Integer.getInteger("dihya.fuzz.scripts", 120);
  private static final int MUTANTS = 3;
  private static final long SEED = 20250522L;

  @ParameterizedTest
  @EnumSource(
      value = SqlDialect.class,
      names = {"POSTGRESQL", "MARIADB", "SQLITE"})
  void splitsAsTheEngineDoes(SqlDialect dialect) throws Refused {
    ScriptGenerator generator = new ScriptGenerator(dialect, SEED);
    int accepted = 0;
    try (EngineSession session = EngineSession.open(dialect)) {
      for (int i = 0; i < SCRIPTS; i++) {
        ScriptGenerator.Script script = generator.next();
        assertThat(texts(script.text(), dialect)).as(script.text()).isEqualTo(script.statements());
        assertThat(refusal(session, script.text())).as(script.text()).isEmpty();
        for (int j = 0; j < MUTANTS; j++) {
          accepted += refusal(session, generator.mutated(script.text())).isEmpty() ? 1 : 0;
        }
      }
    }
    assertThat(accepted)
        .as("mutants that the engine accepted")
        .isGreaterThan(SCRIPTS * MUTANTS / 10);
  }

  /**
   * Why the engine refuses the script; if it does not, the split script has the same effect in as
   * many answers.
   */
  private static Optional<String> refusal(EngineSession session, String script) throws Refused {
    clean(session);
    int results;
    try {
      results = session.run(script);
    } catch (Refused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    List<String> expected = session.rows("SELECT v FROM t ORDER BY id");
    clean(session);
    List<String> statements;
    try {
      statements = texts(script, session.dialect());
    } catch (SqlSyntaxException e) {
      assertThat(isStricterThanTheEngine(session.dialect(), e)).as(script).isTrue();
      return Optional.of(e.text());
    }
    int answers =
        session.dialect().isMySqlFamily() && endsInComment(script, session.dialect()) ? 1 : 0;
    for (String statement : statements) {
      answers += session.run(statement);
    }
    assertThat(session.rows("SELECT v FROM t ORDER BY id")).as(script).isEqualTo(expected);
    assertThat(answers).as(script).isEqualTo(results < 0 ? -statements.size() : results);
    return Optional.empty();
  }

  /** MySQL's servers answer to a comment behind the last semicolon too. */
  private static boolean endsInComment(String script, SqlDialect dialect) {
    TokenKind before = TokenKind.WHITESPACE;
    boolean comment = false;
    Lexer lexer = Lexer.of(new StringReader(script), dialect, SourcePosition.of("generated.sql"));
    while (lexer.hasNext()) {
      TokenKind kind = lexer.next().kind();
      comment = kind == TokenKind.COMMENT || comment && kind == TokenKind.WHITESPACE;
      before = kind.isIgnorable() ? before : kind;
    }
    return comment && before == TokenKind.TERMINATOR;
  }

  /** To SQLite the end of the text closes a comment; to us that is a slip. */
  private static boolean isStricterThanTheEngine(SqlDialect dialect, SqlSyntaxException refused) {
    return dialect == SqlDialect.SQLITE
        && refused.text().endsWith("the comment that begins here is never closed");
  }

  private static void clean(EngineSession session) throws Refused {
    List<String> clean = new ArrayList<>();
    switch (session.dialect()) {
      case POSTGRESQL -> {
        clean.add("DROP SCHEMA public CASCADE");
        clean.add("CREATE SCHEMA public");
        clean.add("CREATE TABLE t (id serial, v text)");
      }
      case MYSQL, MARIADB -> {
        for (String procedure :
            session.rows(
                "SELECT routine_name FROM information_schema.routines WHERE routine_schema ="
                    + " database()")) {
          clean.add("DROP PROCEDURE `" + procedure + "`");
        }
        clean.add("DROP TABLE IF EXISTS t");
        clean.add("CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, v text) CHARSET utf8mb4");
      }
      case SQLITE -> {
        clean.add("DROP TRIGGER IF EXISTS r");
        clean.add("DROP TABLE IF EXISTS t");
        clean.add("CREATE TABLE t (id INTEGER PRIMARY KEY, v text)");
      }
    }
    for (String statement : clean) {
      session.run(statement);
    }
  }

  private static List<String> texts(String script, SqlDialect dialect) {
    return StatementSplitter.split(script, dialect, SourcePosition.of("generated.sql")).stream()
        .map(Statement::text)
        .toList();
  }
}
