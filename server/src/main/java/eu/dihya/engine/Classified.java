package eu.dihya.engine;

import eu.dihya.catalog.Program;
import eu.dihya.sql.StatementInfo;
import java.util.EnumSet;
import java.util.Set;

/**
 * How one statement is made to happen exactly once, and why that way.
 *
 * @param because the reason, in words for an operator
 * @param wayOut what can be written instead; empty unless the class is {@code ASK}
 * @param accepts the policies under which a statement of class {@code ASK} may run; none for one
 *     that must not run at all
 * @param leavesPart whether a part of it may stay when the server answers with an error
 * @param endsWithSession whether what it does is gone with the session, so that having run in an
 *     earlier attempt is no use to a later one
 */
public record Classified(
    StatementClass statementClass,
    String because,
    String wayOut,
    Set<Undecided> accepts,
    boolean leavesPart,
    boolean endsWithSession) {
  private static final Set<Undecided> ANY =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Undecided.REFUSE)));

  public Classified {
    accepts = Set.copyOf(accepts);
  }

  /** In one transaction with its history row or its journal row. */
  public static Classified tx(String because) {
    return new Classified(StatementClass.TX, because, "", Set.of(), false, false);
  }

  /** The catalogue tells. */
  public static Classified probe(String because) {
    return new Classified(StatementClass.PROBE, because, "", Set.of(), false, false);
  }

  /** Safe to repeat. */
  public static Classified idem(String because) {
    return new Classified(StatementClass.IDEM, because, "", Set.of(), false, false);
  }

  /** Sets something for the session, and is sent again in every attempt. */
  public static Classified session() {
    return new Classified(
        StatementClass.IDEM,
        "it sets the session, and is sent again in every attempt",
        "",
        Set.of(),
        false,
        true);
  }

  /** Nobody could tell; may run under any policy. */
  public static Classified ask(String because, String wayOut) {
    return new Classified(StatementClass.ASK, because, wayOut, ANY, true, false);
  }

  /** The same for a statement that takes effect wholly or not at all. */
  public static Classified askOfWhole(String because, String wayOut) {
    return new Classified(StatementClass.ASK, because, wayOut, ANY, false, false);
  }

  /** May run where repeating is said to be safe: whatever rolls back around it leads to that. */
  public static Classified askToRepeat(String because, String wayOut) {
    return new Classified(
        StatementClass.ASK, because, wayOut, Set.of(Undecided.REPEAT), true, false);
  }

  /** What it leaves lives in the session, and later statements need it. */
  public static Classified askForSession(String because, String wayOut) {
    return new Classified(StatementClass.ASK, because, wayOut, ANY, false, true);
  }

  /** What {@link StatementInfo#isTransactionControl()} finds. */
  public static Classified transactionControl() {
    return never(
        "it begins or ends a transaction, which a migration must leave to Dihya",
        "remove the statement");
  }

  /** As the author of a program declares it. */
  public static Classified declared(Program program) {
    return program.mayRunAgain()
        ? idem("its author declares that it may be run again")
        : ask(
            "its author declares that it may not be run again",
            "write it so that it may, and declare class=idem");
  }

  /** Must not run, whatever was said beforehand. */
  public static Classified never(String because, String wayOut) {
    return new Classified(StatementClass.ASK, because, wayOut, Set.of(), false, false);
  }

  /** Whether it may run when this was said beforehand. */
  public boolean runsUnder(Undecided policy) {
    return statementClass != StatementClass.ASK || accepts.contains(policy);
  }
}
