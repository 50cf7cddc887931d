package eu.dihya.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A canonical schema.
 *
 * @param objects definition by name, such as {@code table users/column email → varchar(255) not
 *     null}
 */
public record Shape(SortedMap<String, String> objects) {
  public Shape {
    objects = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(objects));
  }

  /** SHA-256 over all objects, hex. */
  public String hash() {
    return sha256(objects);
  }

  /** The hash of this shape together with what only one target has: object ids by name. */
  public String witness(SortedMap<String, String> ids) {
    var all = new TreeMap<>(ids);
    all.put("shape", hash());
    return sha256(all);
  }

  private static String sha256(SortedMap<String, String> objects) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      objects.forEach(
          (name, definition) ->
              digest.update(
                  (name + "\u0000" + definition + "\u0001").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
