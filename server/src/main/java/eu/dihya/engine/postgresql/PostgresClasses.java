package eu.dihya.engine.postgresql;

import eu.dihya.engine.Classified;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.StatementKind;
import eu.dihya.sql.StatementWords;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How each statement is made to happen once on PostgreSQL. Pure. */
final class PostgresClasses {
  /** What they do elsewhere stays when the transaction is rolled back. */
  private static final Set<String> REACHING_OUT =
      Set.of(
          "DBLINK",
          "DBLINK_EXEC",
          "DBLINK_SEND_QUERY",
          "DBLINK_OPEN",
          "LO_EXPORT",
          "PG_FILE_WRITE",
          "PG_CREATE_LOGICAL_REPLICATION_SLOT",
          "PG_CREATE_PHYSICAL_REPLICATION_SLOT",
          "PG_COPY_LOGICAL_REPLICATION_SLOT",
          "PG_COPY_PHYSICAL_REPLICATION_SLOT",
          "PG_DROP_REPLICATION_SLOT");

  private static final String OWN_TRANSACTION = "it shares a transaction with its journal row";
  private static final String ALONE = "mark the section transaction:false, alone in its file";

  private final Statement statement;
  private final boolean transactional;
  private final StatementInfo info;
  private final StatementWords words;

  private PostgresClasses(Statement statement, boolean transactional) {
    this.statement = statement;
    this.transactional = transactional;
    this.info = StatementInfo.of(statement, SqlDialect.POSTGRESQL);
    this.words = StatementWords.of(statement.sql(), SqlDialect.POSTGRESQL);
  }

  static Classified of(Statement statement, boolean transactional) {
    return new PostgresClasses(statement, transactional).classified();
  }

  private Classified classified() {
    if (info.isTransactionControl()) {
      return Classified.transactionControl();
    }
    if (info.kind() == StatementKind.OTHER) {
      return unknown();
    }
    return outside()
        .orElseGet(
            () ->
                switch (info.verb()) {
                  case "COPY" -> copy();
                  case "DISCARD ALL" -> discardAll();
                  default -> transactional ? inSection() : alone();
                });
  }

  private Classified unknown() {
    String because = "nothing is known of a statement that begins in this way";
    String wayOut = "correct it, or write it in a form that is known";
    return transactional
        ? Classified.askToRepeat(because, wayOut)
        : Classified.ask(because, wayOut);
  }

  /** Calls whose effect no transaction of this database holds. */
  private Optional<Classified> outside() {
    if (words.calls(Set.of("PG_ADVISORY_UNLOCK_ALL")).isPresent()) {
      return Optional.of(
          Classified.never(
              "it gives up the lock that keeps others from this target", "remove the statement"));
    }
    String text = info.verb().equals("DO") ? DoBlock.of(words).body() : statement.sql();
    return StatementWords.of(text, SqlDialect.POSTGRESQL)
        .calls(REACHING_OUT)
        .map(name -> reachingOut("what " + name.toLowerCase(Locale.ROOT) + " does"));
  }

  private Classified reachingOut(String what) {
    String because = what + " outside of this database is not rolled back, and cannot be read here";
    return transactional
        ? Classified.askToRepeat(
            because,
            "do it outside of migrations; or mark the section transaction:false; or say undecided:"
                + " repeat where running it twice does no harm")
        : Classified.ask(
            because,
            "do it outside of migrations, or say beforehand what an unknown outcome means");
  }

  private Classified copy() {
    Optional<Token> place = words.after(Set.of("FROM", "TO"));
    boolean out = words.first(Set.of("FROM", "TO")).filter("TO"::equals).isPresent();
    if (place.filter(token -> token.isWord("PROGRAM")).isPresent()) {
      return reachingOut("what COPY … PROGRAM runs");
    }
    if (place.filter(token -> token.isWord("STDIN") || token.isWord("STDOUT")).isPresent()) {
      return statement.copyData().isPresent() && CopyInserts.understands(statement.text())
          ? Classified.tx("its rows become INSERTs in the same transaction")
          : Classified.never(
              "only COPY … FROM STDIN in text format, with its rows in the script, can be run",
              "write the rows below it, or as INSERTs");
    }
    if (out) {
      return reachingOut("the file that COPY … TO writes");
    }
    boolean file = place.filter(token -> token.kind() == TokenKind.STRING).isPresent();
    return transactional && file
        ? Classified.tx("it shares the transaction of its section")
        : Classified.ask(
            "it reads what is no part of the release, and may be another when it is run again",
            "write the rows below COPY … FROM STDIN, or put it into a transactional section");
  }

  private static Classified discardAll() {
    return Classified.never(
        "it gives up the lock that keeps others from this target",
        "remove it, or write what is to be reset, such as RESET ALL");
  }

  private Classified inSection() {
    if (info.outsideTransaction() && !info.verb().endsWith(" SUBSCRIPTION")) {
      return Classified.never(name() + " cannot be in a transaction", ALONE);
    }
    if (info.verb().equals("DO") && DoBlock.of(words).commits()) {
      return Classified.never("a block that commits cannot be in a transaction", ALONE);
    }
    return Classified.tx(
        info.verb().equals("CALL")
            ? "it shares the transaction of its section; a procedure that commits would fail, and"
                + " leave nothing"
            : "it shares the transaction of its section with the history row");
  }

  private Classified alone() {
    Optional<ConcurrentStatement> probed = ConcurrentStatement.of(statement.sql());
    if (probed.isPresent() && (info.concurrently() || !info.verb().equals("REINDEX"))) {
      return probed(probed.get());
    }
    if (info.outsideTransaction()) {
      return unprobed();
    }
    if (isTemporary()) {
      return Classified.askForSession(
          "a temporary object is gone with the session, and a later attempt would go on without it",
          "put what needs it into a transactional section, or use a table that stays");
    }
    return switch (info.verb()) {
      case "CALL" ->
          Classified.ask(
              "a procedure may commit, and nothing tells how far it came",
              "put the call into a transactional section where it does not commit");
      case "DO" -> block();
      case "NOTIFY" -> Classified.tx(OWN_TRANSACTION);
      default ->
          info.kind() == StatementKind.SESSION
              ? Classified.session()
              : Classified.tx(OWN_TRANSACTION);
    };
  }

  private Classified block() {
    DoBlock block = DoBlock.of(words);
    if (!block.isPlain()) {
      return Classified.ask(
          "a block in a language of the server's machine may do anything", "write it in plpgsql");
    }
    return block.commits() || block.calls()
        ? Classified.ask(
            "the block may commit in its middle, and nothing tells how far it came",
            "let it commit nothing, and put it into a transactional section")
        : Classified.tx(OWN_TRANSACTION);
  }

  private static Classified probed(ConcurrentStatement statement) {
    return switch (statement) {
      case ConcurrentStatement.CreateIndex ignored ->
          Classified.probe("the catalogue tells whether the index is there, valid and the same");
      case ConcurrentStatement.DropIndex ignored ->
          Classified.probe("the catalogue tells whether the index is gone");
      case ConcurrentStatement.Reindex ignored ->
          Classified.probe("it may be run again; what is left unfinished is found and dropped");
      case ConcurrentStatement.DetachPartition ignored ->
          Classified.probe("the catalogue tells whether the partition is detached, or half-way");
      case ConcurrentStatement.Whole whole ->
          Classified.probe(
              "the catalogue tells whether the "
                  + whole.type().word()
                  + (whole.created() ? " is there" : " is gone"));
      case ConcurrentStatement.Repeatable ignored -> Classified.idem("it may be run again");
    };
  }

  private Classified unprobed() {
    return switch (info.verb()) {
      case "REINDEX", "CLUSTER" -> Classified.idem("it may be run again");
      case "ALTER SYSTEM" -> Classified.idem("setting the same value again changes nothing");
      case "ALTER DATABASE" -> Classified.idem("moving it where it is already changes nothing");
      case "CREATE INDEX" ->
          Classified.ask("an index without a name cannot be found again", "give the index a name");
      default ->
          Classified.ask(
              name() + " has effects that the catalogue of this database does not tell",
              "do it outside of migrations, or say beforehand what an unknown outcome means");
    };
  }

  private boolean isTemporary() {
    boolean created = words.begin("CREATE") && info.verb().matches("CREATE (TABLE|VIEW|SEQUENCE)");
    boolean before =
        words.head().stream()
            .takeWhile(token -> !info.verb().endsWith(" " + token.keyword()))
            .anyMatch(token -> token.isWord("TEMP") || token.isWord("TEMPORARY"));
    return created && before
        || info.verb().equals("SELECT")
            && (words.hold("INTO", "TEMP") || words.hold("INTO", "TEMPORARY"));
  }

  private String name() {
    return info.verb() + (info.concurrently() ? " CONCURRENTLY" : "");
  }
}
