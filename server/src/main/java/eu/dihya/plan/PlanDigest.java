package eu.dihya.plan;

import eu.dihya.base.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a plan by what it will do. */
final class PlanDigest {
  private PlanDigest() {}

  /** SHA-256, hex, over everything that decides what is done. */
  static String of(
      PlanRequest request, String release, List<Wave> waves, List<TenantPlan> tenants) {
    return ofContent(new Content(request, release, waves, tenants));
  }

  /** SHA-256, hex, of what is the same JSON whenever it is equal. */
  static String ofContent(Object content) {
    byte[] canonical = Json.write(content).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Content(
      PlanRequest request, String release, List<Wave> waves, List<TenantPlan> tenants) {}
}
