package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.engine.ShapeDifference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a statement of which nobody can tell from the target whether it took effect.
 *
 * @param row which row of the target's journal it is
 * @param statement its text without string literals
 * @param position {@code file:line:column}
 * @param sentAt when it was about to be sent, by the database's clock
 * @param connection what the server called the session that sent it
 * @param alive whether that session is still there
 * @param witness before it was sent, and now
 * @param shapes before it was sent, as it should be now, and as it is
 * @param done what is different now from before it was sent; null when that is not known
 * @param missing what is different now from what it should be; null when that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
    Row row,
    String statement,
    String position,
    @Nullable Instant sentAt,
    String connection,
    boolean alive,
    Witness witness,
    Shapes shapes,
    @Nullable ShapeDifference done,
    @Nullable ShapeDifference missing) {

  /**
   * The key of a row of the target's journal.
   *
   * @param kind {@code up}, {@code down} or {@code repeatable}
   * @param part number of the atomic part within its section, from 1
   * @param sha256 of what was sent
   * @param state {@code undecided}, or {@code done} where it has to be sent again
   */
  public record Row(
      String run,
      String stream,
      String version,
      String kind,
      int part,
      String sha256,
      String state) {}

  /** Hashes that change whenever anything does. */
  public record Witness(String before, String now) {}

  /** Hashes; those that are not known are null. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Shapes(@Nullable String before, @Nullable String expected, String now) {}

  /** Names this evidence: a decision on it is a decision on nothing newer. */
  public String digest() {
    String facts = row + "\n" + witness + "\n" + shapes + "\n" + sentAt + "\n" + connection;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(facts.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
