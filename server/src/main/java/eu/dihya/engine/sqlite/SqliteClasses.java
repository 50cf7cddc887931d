package eu.dihya.engine.sqlite;

import eu.dihya.engine.Classified;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.StatementKind;
import eu.dihya.sql.StatementWords;

/** How each statement is made to happen once on SQLite. Pure. */
final class SqliteClasses {
  private static final String ALONE = "mark the section transaction:false, alone in its file";

  private SqliteClasses() {}

  static Classified of(Statement statement, boolean transactional) {
    StatementInfo info = StatementInfo.of(statement, SqlDialect.SQLITE);
    if (info.isTransactionControl()) {
      return Classified.transactionControl();
    }
    StatementWords words = StatementWords.of(statement.sql(), SqlDialect.SQLITE);
    return transactional ? inSection(info) : alone(info, words);
  }

  private static Classified inSection(StatementInfo info) {
    return switch (info.verb()) {
      case "VACUUM", "DETACH" ->
          Classified.never(info.verb() + " cannot be in a transaction", ALONE);
      case "ATTACH" ->
          Classified.askToRepeat(
              "what is changed in another file may stay when this one is rolled back",
              "change that file as a target of its own");
      case "PRAGMA" ->
          Classified.tx(
              info.outsideTransaction()
                  ? "inside a transaction it does nothing"
                  : "it shares the transaction of its section");
      default ->
          info.kind() == StatementKind.OTHER
              ? Classified.askToRepeat(
                  "nothing is known of a statement that begins in this way",
                  "correct it, or write it in a form that is known")
              : Classified.tx("it shares the transaction of its section with the history row");
    };
  }

  private static Classified alone(StatementInfo info, StatementWords words) {
    if (words.begin("CREATE", "TEMP") || words.begin("CREATE", "TEMPORARY")) {
      return Classified.askForSession(
          "a temporary object is gone with the session, and a later attempt would go on without it",
          "put what needs it into a transactional section, or use a table that stays");
    }
    return switch (info.verb()) {
      case "VACUUM" ->
          words.holdOutside("INTO")
              ? Classified.ask(
                  "it refuses a file that is there already, and nothing tells who made it",
                  "do it outside of migrations, or say beforehand what an unknown outcome means")
              : Classified.idem("it may be run again");
      case "ATTACH" ->
          Classified.askForSession(
              "what is changed in another file is not looked at",
              "change that file as a target of its own");
      case "PRAGMA", "DETACH" -> Classified.session();
      default ->
          info.kind() == StatementKind.OTHER
              ? Classified.ask(
                  "nothing is known of a statement that begins in this way",
                  "correct it, or write it in a form that is known")
              : Classified.tx("it shares a transaction with its journal row");
    };
  }
}
