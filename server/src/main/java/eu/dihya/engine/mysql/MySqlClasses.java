package eu.dihya.engine.mysql;

import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Classified;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.StatementKind;
import eu.dihya.sql.StatementWords;
import eu.dihya.sql.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** How each statement is made to happen once on MySQL and MariaDB. Pure. */
final class MySqlClasses {
  /** What the witness sees of them: they are in the schema. */
  private static final Set<String> IN_SCHEMA =
      Set.of(
          "TABLE",
          "VIEW",
          "INDEX",
          "TRIGGER",
          "PROCEDURE",
          "FUNCTION",
          "EVENT",
          "SEQUENCE",
          "PACKAGE",
          "PACKAGE BODY");

  private static final Set<String> REPEATABLE =
      Set.of(
          "ANALYZE TABLE",
          "CHECK TABLE",
          "REPAIR TABLE",
          "CACHE INDEX",
          "LOAD INDEX",
          "FLUSH",
          "GRANT",
          "SET PASSWORD",
          "ALTER USER",
          "ALTER DATABASE",
          "ALTER SCHEMA",
          "SHOW",
          "DESCRIBE",
          "DESC",
          "EXPLAIN",
          "HELP");

  private static final Set<String> ENGINES =
      Set.of("INNODB", "MYISAM", "ARIA", "MEMORY", "ARCHIVE", "CSV", "ROCKSDB");

  private static final Set<String> LOCKS =
      Set.of("GET_LOCK", "RELEASE_LOCK", "IS_FREE_LOCK", "IS_USED_LOCK");

  private static final String OWN_TRANSACTION =
      "it shares a transaction with its journal row, where its tables are in InnoDB";
  private static final String SAY = "say beforehand what an unknown outcome means";

  private final Capabilities capabilities;
  private final StatementInfo info;
  private final StatementWords words;

  private MySqlClasses(Statement statement, Capabilities capabilities) {
    SqlDialect dialect = SqlDialect.of(capabilities.engine());
    this.capabilities = capabilities;
    this.info = StatementInfo.of(statement, dialect);
    this.words = StatementWords.of(statement.sql(), dialect);
  }

  static Classified of(Statement statement, Capabilities capabilities) {
    return new MySqlClasses(statement, capabilities).classified();
  }

  private Classified classified() {
    if (info.isTransactionControl()) {
      return Classified.transactionControl();
    }
    return locks()
        .or(this::foreign)
        .or(this::session)
        .orElseGet(() -> info.kind() == StatementKind.DDL ? definition() : other());
  }

  private Optional<Classified> locks() {
    if (words.calls(Set.of("RELEASE_ALL_LOCKS")).isPresent()) {
      return Optional.of(
          Classified.never(
              "it gives up the lock that keeps others from this target", "remove the statement"));
    }
    return words
        .calls(LOCKS)
        .map(
            name ->
                Classified.askForSession(
                    name + " works on the session, which a later attempt has not",
                    "leave the locking to Dihya, which holds a lock of its own"));
  }

  /** What another database holds is not in the witness. */
  private Optional<Classified> foreign() {
    boolean definition = info.kind() == StatementKind.DDL || info.verb().equals("OPTIMIZE TABLE");
    if (info.verb().equals("USE")) {
      return words.head().size() == 2 && isOwn(name(words.head().get(1)))
          ? Optional.of(Classified.session())
          : Optional.of(
              Classified.never(
                  "what follows would be done in another database",
                  "remove it; the target's database is current"));
    }
    return definition && !isIdempotentForm()
        ? info.objects().stream()
            .filter(object -> object.contains("."))
            .map(object -> object.substring(0, object.indexOf('.')))
            .filter(database -> !isOwn(database))
            .findFirst()
            .map(
                database ->
                    Classified.askOfWhole(
                        "it changes the database " + database + ", which is not looked at",
                        "leave the database's name out, or write ${tenant.database}"))
        : Optional.empty();
  }

  private boolean isOwn(String database) {
    return database.contains("${") || database.equals(capabilities.database());
  }

  private static String name(Token token) {
    return token.text().replace("`", "");
  }

  private Optional<Classified> session() {
    boolean fromData =
        info.verb().equals("SELECT") && intoVariable()
            || info.verb().equals("SET") && words.hold("SELECT");
    if (fromData) {
      return Optional.of(
          Classified.askForSession(
              "a variable that is read from the data has another value in a later attempt",
              "read it in the statement that uses it"));
    }
    boolean temporary =
        words.begin("CREATE", "TEMPORARY") || words.begin("CREATE", "OR", "REPLACE", "TEMPORARY");
    if (temporary) {
      return Optional.of(
          Classified.askForSession(
              "a temporary table is gone with the session, and a later attempt would go on without"
                  + " it",
              "use a table that stays, and drop it at the end"));
    }
    boolean lasting =
        words.begin("SET", "GLOBAL")
            || words.begin("SET", "PERSIST")
            || words.begin("SET", "PERSIST_ONLY")
            || words.begin("SET", "DEFAULT", "ROLE");
    if (lasting) {
      return Optional.of(Classified.idem("setting the same value again changes nothing"));
    }
    boolean sets =
        info.kind() == StatementKind.SESSION && !info.verb().equals("RESET")
            || info.verb().equals("PREPARE");
    return sets ? Optional.of(Classified.session()) : Optional.empty();
  }

  private boolean intoVariable() {
    return words.after(Set.of("INTO")).filter(token -> token.text().startsWith("@")).isPresent();
  }

  private Classified definition() {
    if (REPEATABLE.contains(info.verb())) {
      return Classified.idem("doing it again changes nothing");
    }
    String[] verb = info.verb().split(" ", 2);
    boolean inSchema = verb.length == 2 && IN_SCHEMA.contains(verb[1]) && info.implicitCommit();
    if (rebuilds()) {
      return unseen("it leaves the schema as it was");
    }
    if (inSchema || info.verb().equals("RENAME TABLE")) {
      return Classified.probe(
          "the schema before and after it tells whether it ran; it has committed by then");
    }
    if (isIdempotentForm()) {
      return Classified.idem("written in this form, doing it again changes nothing");
    }
    return info.implicitCommit()
        ? Classified.ask(
            info.verb() + " changes what the target's schema does not show", idempotentForm())
        : Classified.tx(OWN_TRANSACTION);
  }

  private String idempotentForm() {
    if (info.verb().equals("REVOKE")) {
      return SAY;
    }
    return info.verb().startsWith("CREATE ")
        ? "write IF NOT EXISTS"
        : info.verb().startsWith("DROP ") ? "write IF EXISTS" : SAY;
  }

  /** Rebuilt, emptied or swapped: only InnoDB's ids tell. */
  private boolean rebuilds() {
    return switch (info.verb()) {
      case "TRUNCATE" -> true;
      case "RENAME TABLE" -> words.head().stream().filter(token -> token.isWord("TO")).count() > 1;
      case "ALTER TABLE" ->
          words.hold("FORCE")
              || setsEngine()
              || words.hold("EXCHANGE", "PARTITION")
              || words.hold("TRUNCATE", "PARTITION")
              || words.hold("REBUILD", "PARTITION")
              || words.hold("OPTIMIZE", "PARTITION")
              || words.hold("DISCARD", "TABLESPACE")
              || words.hold("IMPORT", "TABLESPACE");
      default -> false;
    };
  }

  /** A column may have the option's name. */
  private boolean setsEngine() {
    List<Token> tokens = words.head();
    return IntStream.range(2, tokens.size() - 1)
        .anyMatch(
            i ->
                tokens.get(i).isWord("ENGINE")
                    && (tokens.get(i + 1).isMark("=")
                        || ENGINES.contains(tokens.get(i + 1).keyword())));
  }

  private Classified unseen(String what) {
    return capabilities.has(Capabilities.Right.PROCESS)
        ? Classified.probe(what + "; InnoDB's number of the table tells whether it ran")
        : Classified.askOfWhole(
            what + ", and without the PROCESS privilege nothing tells whether it ran",
            "GRANT PROCESS ON *.* to the account, or " + SAY);
  }

  private boolean isIdempotentForm() {
    boolean created = info.verb().startsWith("CREATE ") && words.hold("IF", "NOT", "EXISTS");
    boolean dropped = info.verb().startsWith("DROP ") && words.hold("IF", "EXISTS");
    boolean revoked = info.verb().equals("REVOKE") && words.begin("REVOKE", "IF", "EXISTS");
    return created || dropped || revoked;
  }

  private Classified other() {
    if (REPEATABLE.contains(info.verb())) {
      return Classified.idem("doing it again changes nothing");
    }
    return switch (info.verb()) {
      case "OPTIMIZE TABLE" -> unseen("it leaves the schema as it was");
      case "LOAD DATA", "LOAD XML" -> load();
      case "CALL" ->
          Classified.ask(
              "a procedure may commit, and nothing tells how far it came",
              "write what it does as statements, or " + SAY);
      case "EXECUTE" ->
          Classified.ask(
              "what it runs is not known beforehand", "write the statement itself, or " + SAY);
      case "SELECT" ->
          words.hold("INTO", "OUTFILE") || words.hold("INTO", "DUMPFILE")
              ? Classified.ask(
                  "the file that it writes is not rolled back", "do it outside of migrations")
              : Classified.tx(OWN_TRANSACTION);
      case "DO", "HANDLER", "SIGNAL" -> Classified.tx(OWN_TRANSACTION);
      default -> byKind();
    };
  }

  private Classified load() {
    return words.holdOutside("LOCAL")
        ? Classified.never(
            "it would read a file of the machine that runs Dihya",
            "write the rows as INSERTs, or load a file of the server")
        : Classified.ask(
            "it reads what is no part of the release, and may be another when it is run again",
            "write the rows as INSERTs, or " + SAY);
  }

  private Classified byKind() {
    return switch (info.kind()) {
      case DML, QUERY -> Classified.tx(OWN_TRANSACTION);
      case UTILITY, DDL, SESSION, TRANSACTION_CONTROL ->
          Classified.ask(
              info.verb() + " has effects that the target's schema does not show",
              "do it outside of migrations, or " + SAY);
      case OTHER ->
          Classified.ask(
              "nothing is known of a statement that begins in this way",
              "correct it, or write it in a form that is known");
    };
  }
}
