package eu.dihya.change.expect;

import eu.dihya.base.Engine;
import eu.dihya.plan.Direction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * All that decides which shapes a step leaves: equal keys, equal shapes.
 *
 * @param server the server's version, and what it and the database give where a statement says
 *     nothing
 * @param shapeBefore hash of the shape before the step
 * @param rawChecksum of the file
 * @param placeholderDigest of the values that the file uses in statements that shape the schema
 */
public record StepKey(
    Engine engine,
    String server,
    String shapeBefore,
    String rawChecksum,
    Direction direction,
    String placeholderDigest) {
  /** The key as one text of fixed length. */
  public String digest() {
    return sha256(
        List.of(
            engine.code(), server, shapeBefore, rawChecksum, direction.code(), placeholderDigest));
  }

  static String sha256(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
