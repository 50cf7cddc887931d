package eu.dihya.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.archive.Cid;
import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one rollout did: a fixed list of fields, so that nothing gets into it by accident. It holds
 * counts, positions and hashes; never the values of rows, never the message of a database.
 *
 * @param time when
 * @param stack with what
 * @param description what was to be done
 * @param steps the waves, in their order
 * @param tests what was checked
 * @param problems failures, grouped
 * @param rollback whether and how it was undone
 * @param status the verdict
 * @param responsible the id of who started it, not a name; absent in a public copy
 * @param evidence where the proof is
 * @param comment by the person responsible; absent in a public copy
 * @param signOff what a person said of it at last, which changes nothing in {@code status}: that is
 *     what was observed
 */
public record MigrationReport(
    Period time,
    Stack stack,
    Description description,
    List<Wave> steps,
    Tests tests,
    List<ProblemGroup> problems,
    Rollback rollback,
    Status status,
    Optional<String> responsible,
    Evidence evidence,
    Optional<String> comment,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<SignOff> signOff) {

  /** One that nobody has signed off. */
  public MigrationReport(
      Period time,
      Stack stack,
      Description description,
      List<Wave> steps,
      Tests tests,
      List<ProblemGroup> problems,
      Rollback rollback,
      Status status,
      Optional<String> responsible,
      Evidence evidence,
      Optional<String> comment) {
    this(
        time,
        stack,
        description,
        steps,
        tests,
        problems,
        rollback,
        status,
        responsible,
        evidence,
        comment,
        Optional.empty());
  }

  /** From the first action to the last. */
  public record Period(Instant started, Instant finished) {}

  /** The versions that were at work; engines as the servers name theirs. */
  public record Stack(String dihya, String java, List<EngineVersion> engines) {
    public Stack {
      engines = List.copyOf(engines);
    }
  }

  /** One version of an engine among the targets; the engine by its code, {@code postgresql}. */
  public record EngineVersion(String engine, String version) {
    public EngineVersion {
      if (Engine.fromCode(engine).isEmpty()) {
        throw new IllegalArgumentException("there is no engine '" + engine + "'");
      }
    }

    public static EngineVersion of(Engine engine, String version) {
      return new EngineVersion(engine.code(), version);
    }
  }

  /**
   * What was to be done.
   *
   * @param title what its author called it
   * @param rolloutId its id
   * @param releaseDigest the address of the set of migrations
   * @param migrations file names, in the order of their versions
   */
  public record Description(
      String title, String rolloutId, String releaseDigest, List<String> migrations) {
    public Description {
      migrations = List.copyOf(migrations);
    }
  }

  /** One wave; times are absent where it was never begun or never ended. */
  public record Wave(
      int number, TenantCounts tenants, Optional<Instant> started, Optional<Instant> finished) {}

  /** How many tenants ended how. */
  public record TenantCounts(int all, int done, int failed, int held, int skipped, int reverted) {}

  /**
   * What was checked.
   *
   * @param verifyPassed verify sections that returned no row
   * @param verifyFailed verify sections that returned one
   * @param shapesExpected targets whose real schema is the expected one
   * @param shapesDifferent targets whose real schema is another
   * @param shapesNotVerified targets whose real schema could not be compared
   */
  public record Tests(
      int verifyPassed,
      int verifyFailed,
      int shapesExpected,
      int shapesDifferent,
      int shapesNotVerified) {}

  /**
   * Tenants that failed in the same way.
   *
   * @param errorClass the kind of error, {@code unique-violation}; a message may hold values and
   *     does not belong here
   * @param tenants how many
   * @param statement where in the migrations, if it was a statement
   */
  public record ProblemGroup(String errorClass, int tenants, Optional<SourcePosition> statement) {
    public ProblemGroup {
      if (!errorClass.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw new IllegalArgumentException(
            "an error class is lower case letters, digits and dashes");
      }
    }
  }

  /** How much was undone, and by what. */
  public record Rollback(boolean done, Means means, int tenants) {
    public Rollback {
      if (done != (means != Means.NONE) || done != tenants > 0) {
        throw new IllegalArgumentException(
            "a rollback has means and tenants, and no rollback has neither");
      }
    }

    public static Rollback none() {
      return new Rollback(false, Means.NONE, 0);
    }
  }

  /** The ways back. */
  public enum Means {
    @JsonProperty("none")
    NONE,
    @JsonProperty("transaction")
    TRANSACTION,
    @JsonProperty("down-sections")
    DOWN_SECTIONS,
    @JsonProperty("backup")
    BACKUP,
    @JsonProperty("blue")
    BLUE
  }

  /** The verdict: {@code OK} when every tenant was observed to be where it should be. */
  public enum Status {
    OK,
    KO
  }

  /** The verdict of a person; who, by id, and why are absent in a public copy. */
  public record SignOff(
      Status verdict, Instant at, Optional<String> by, Optional<String> comment) {}

  /** Archives and the hashes of logs, by name. */
  public record Evidence(List<NamedArchive> archives, List<NamedHash> logs) {
    public Evidence {
      archives = List.copyOf(archives);
      logs = List.copyOf(logs);
    }
  }

  /** An archive. */
  public record NamedArchive(String name, Cid cid) {}

  /** A file and its SHA-256 in hexadecimal. */
  public record NamedHash(String name, String sha256) {}

  public MigrationReport {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
  }

  /** The same without what may be confidential: who was responsible, and the comment. */
  public MigrationReport publicCopy() {
    return new MigrationReport(
        time,
        stack,
        description,
        steps,
        tests,
        problems,
        rollback,
        status,
        Optional.empty(),
        evidence,
        Optional.empty(),
        signOff.map(
            signed ->
                new SignOff(signed.verdict(), signed.at(), Optional.empty(), Optional.empty())));
  }

  /** The same, signed off. */
  public MigrationReport signed(SignOff by) {
    return new MigrationReport(
        time,
        stack,
        description,
        steps,
        tests,
        problems,
        rollback,
        status,
        responsible,
        evidence,
        comment,
        Optional.of(by));
  }
}
