package eu.dihya.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes scripts that write rows into {@code t (v)}, with everything inside them that could be taken
 * for the end of a statement. The same seed makes the same script.
 */
final class ScriptGenerator {
  private static final List<String> PIECES =
      List.of(
          ";",
          ";\n",
          "--",
          "-- ;\n",
          "/*",
          "*/",
          "#",
          "'",
          "''",
          "\"",
          "`",
          "[",
          "]",
          "$$",
          "$a$",
          "\\",
          "\\'",
          " ",
          "BEGIN",
          "END",
          "END;",
          "CASE",
          "x",
          "é",
          "😀",
          "DELIMITER //",
          "\r\n",
          "\t",
          "E'",
          "$1",
          "{",
          "}",
          "//");

  private final SqlDialect dialect;
  private final Random random;
  private int names;

  ScriptGenerator(SqlDialect dialect, long seed) {
    this.dialect = dialect;
    this.random = new Random(seed);
  }

  /**
   * @param statements what the script was made of
   */
  record Script(String text, List<String> statements) {}

  /** Empty statements are left out for MySQL's family, whose servers refuse them. */
  Script next() {
    List<String> statements = new ArrayList<>();
    StringBuilder text = new StringBuilder(blank());
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      for (String statement : some()) {
        statements.add(statement);
        text.append(statement)
            .append(random.nextBoolean() ? blank() : "")
            .append(';')
            .append(blank());
        boolean empty = random.nextInt(10) == 0 && !dialect.isMySqlFamily();
        text.append(empty ? ";" + blank() : "");
      }
    }
    return new Script(text.toString(), statements);
  }

  /**
   * The script with one or two characters taken out, doubled or put in: valid or not, the engine
   * will tell.
   */
  String mutated(String text) {
    StringBuilder mutated = new StringBuilder(text);
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(3)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, mutated.charAt(at));
        default -> mutated.insert(at, one(PIECES));
      }
    }
    return mutated.toString();
  }

  private List<String> some() {
    return switch (random.nextInt(6)) {
      case 0 ->
          List.of(
              "SELECT"
                  + blank()
                  + string()
                  + (random.nextBoolean() ? blank() + "AS" + blank() + name() : ""));
      case 1 -> program();
      default -> List.of(insert());
    };
  }

  private String insert() {
    return join("INSERT", "INTO", "t", "(", "v", ")", "VALUES", "(", expression(), ")");
  }

  private String expression() {
    return random.nextInt(4) == 0
        ? join("CASE", "WHEN", "1", "=", "1", "THEN", string(), "ELSE", string(), "END")
        : string();
  }

  private List<String> program() {
    return switch (dialect) {
      case POSTGRESQL -> postgresqlProgram();
      case MYSQL, MARIADB -> mysqlProgram();
      case SQLITE -> sqliteProgram();
    };
  }

  private List<String> postgresqlProgram() {
    String name = "f" + names++;
    String tag = "$" + one(List.of("", "body", "é1")) + "$";
    return switch (random.nextInt(4)) {
      case 0 -> List.of(join("DO", tag + "BEGIN " + insertWithout(tag) + "; END;" + tag));
      case 1 ->
          List.of(
              join(
                  "CREATE",
                  "OR",
                  "REPLACE",
                  "PROCEDURE",
                  name,
                  "()",
                  "LANGUAGE",
                  "SQL",
                  "BEGIN",
                  "ATOMIC",
                  insert(),
                  ";",
                  insert(),
                  ";",
                  "SELECT",
                  "CASE",
                  "WHEN",
                  "true",
                  "THEN",
                  "1",
                  "END",
                  ";",
                  "END"),
              "CALL " + name + "()",
              "DROP PROCEDURE " + name);
      case 2 ->
          List.of(
              join(
                  "CREATE", "OR", "REPLACE", "RULE", "r", "AS", "ON", "UPDATE", "TO", "t", "DO",
                  "ALSO", "(", insert(), ";", insert(), ";", ")"),
              "UPDATE t SET v = v",
              "DROP RULE r ON t");
      default ->
          List.of(
              join(
                  "CREATE",
                  "FUNCTION",
                  name,
                  "()",
                  "RETURNS",
                  "void",
                  "AS",
                  tag + insertWithout(tag) + ";" + tag,
                  "LANGUAGE",
                  "SQL"),
              "SELECT " + name + "()",
              "DROP FUNCTION " + name);
    };
  }

  private String insertWithout(String tag) {
    String insert = insert();
    while (insert.contains(tag)) {
      insert = insert();
    }
    return insert;
  }

  private List<String> mysqlProgram() {
    String name = "p" + names++;
    List<String> body = new ArrayList<>(List.of("CREATE", "PROCEDURE", name, "()"));
    if (random.nextBoolean()) {
      body.addAll(List.of("COMMENT", "'a;'", "NO", "SQL"));
    }
    switch (random.nextInt(3)) {
      case 0 ->
          body.addAll(
              List.of(
                  "l",
                  ":",
                  "BEGIN",
                  "DECLARE",
                  "x",
                  "INT",
                  "DEFAULT",
                  "IF(1,2,3)",
                  ";",
                  "IF",
                  "x",
                  "=",
                  "2",
                  "THEN",
                  insert(),
                  ";",
                  "ELSEIF",
                  "x",
                  "THEN",
                  insert(),
                  ";",
                  "END",
                  "IF",
                  ";",
                  "END",
                  "l"));
      case 1 ->
          body.addAll(
              List.of(
                  "BEGIN",
                  "DECLARE",
                  "EXIT",
                  "HANDLER",
                  "FOR",
                  "1051",
                  "BEGIN",
                  insert(),
                  ";",
                  "END",
                  ";",
                  "CASE",
                  "1",
                  "WHEN",
                  "1",
                  "THEN",
                  insert(),
                  ";",
                  "END",
                  "CASE",
                  ";",
                  "REPEAT",
                  insert(),
                  ";",
                  "UNTIL",
                  "1",
                  "END",
                  "REPEAT",
                  ";",
                  "DROP",
                  "TABLE",
                  "not_there",
                  ";",
                  "END"));
      default ->
          body.addAll(
              List.of(
                  "IF",
                  "1",
                  "THEN",
                  insert(),
                  ";",
                  "SET",
                  "@x",
                  "=",
                  "IF(1,2,3)",
                  ";",
                  "END",
                  "IF"));
    }
    return List.of(
        join(body.toArray(String[]::new)), "CALL " + name + "()", "DROP PROCEDURE " + name);
  }

  private List<String> sqliteProgram() {
    return List.of(
        join(
            "CREATE",
            random.nextBoolean() ? "TEMP" : "",
            "TRIGGER",
            "r",
            "AFTER",
            "UPDATE",
            "ON",
            "t",
            "BEGIN",
            insert(),
            ";",
            "SELECT",
            "CASE",
            "WHEN",
            "1",
            "THEN",
            "2",
            "END",
            ";",
            insert(),
            ";",
            "END"),
        "UPDATE t SET v = v WHERE id = (SELECT min(id) FROM t)",
        "DROP TRIGGER r");
  }

  private String string() {
    String content = content();
    return switch (dialect) {
      case POSTGRESQL -> postgresqlString(content);
      case MYSQL, MARIADB -> {
        String quote = random.nextBoolean() ? "'" : "\"";
        yield quote
            + content
                .replace("\\", "\\\\")
                .replace(quote, random.nextBoolean() ? quote + quote : "\\" + quote)
            + quote;
      }
      case SQLITE -> "'" + content.replace("'", "''") + "'";
    };
  }

  private String postgresqlString(String content) {
    String plain = "'" + content.replace("'", "''") + "'";
    return switch (random.nextInt(5)) {
      case 0 -> "E'" + content.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case 1 ->
          "E'a'\n"
              + (random.nextBoolean() ? "-- c'\n" : "")
              + "'"
              + content.replace("\\", "\\\\").replace("'", "\\'")
              + "'";
      case 2 -> "U&'" + content.replace("\\", "\\\\").replace("'", "''") + "'";
      case 3 -> content.contains("$$") || content.endsWith("$") ? plain : "$$" + content + "$$";
      default -> plain;
    };
  }

  private String name() {
    String content = "n" + content().replace("\0", "");
    return switch (dialect) {
      case POSTGRESQL -> "\"" + content.replace("\"", "\"\"") + "\"";
      case MYSQL, MARIADB ->
          "`" + content.replace("`", "``").strip().replaceAll("[^\\x00-\\uffff]", "") + "`";
      case SQLITE ->
          random.nextBoolean()
              ? "[" + content.replace("]", "") + "]"
              : "`" + content.replace("`", "``") + "`";
    };
  }

  private String content() {
    StringBuilder content = new StringBuilder();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      content.append(one(PIECES));
    }
    return content.toString();
  }

  /** The parts with blanks and comments between them. */
  private String join(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      joined.append(joined.isEmpty() ? "" : blank()).append(part);
    }
    return joined.toString();
  }

  private String blank() {
    return switch (random.nextInt(9)) {
      case 0 -> "\n-- " + content().replaceAll("[\r\n]", "") + "\n";
      case 1 ->
          dialect.isMySqlFamily() ? " # " + content().replaceAll("[\r\n]", "") + "\n" : "\r\n";
      case 2 -> " /* " + inComment() + " */ ";
      case 3 -> dialect == SqlDialect.POSTGRESQL ? " /* a /* ; " + inComment() + "*/ ' */\t" : "\t";
      case 4 -> "  \n";
      default -> " ";
    };
  }

  private String inComment() {
    return content().replace("*", "").replace("/", "");
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
