package eu.dihya.demo;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import java.net.URI;
import java.util.Optional;

/**
 * What the demo must know of a tenant to prepare its database.
 *
 * @param database name on its server; for SQLite the path, relative to the workspace
 * @param schema for schema per tenant
 */
public record DemoTenant(
    String id, String sector, Engine engine, String database, Optional<String> schema) {
  /** A clinic whose schema somebody has changed by hand. */
  public static final String DRIFTED = "clinique-tizi";

  /** A shop that gave the same number to several invoices; it is a canary. */
  public static final String WITH_DUPLICATE_INVOICES = "atlas-boutique";

  static DemoTenant of(String sector, JsonNode entry) {
    String id = entry.path("id").asText();
    String target = entry.path("target").asText();
    if (target.startsWith("sqlite:")) {
      return new DemoTenant(
          id, sector, Engine.SQLITE, target.substring("sqlite:".length()), Optional.empty());
    }
    URI address = URI.create(target);
    Engine engine =
        Engine.fromCode(address.getScheme())
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.CONFIGURATION, "demo tenant " + id + ": " + target));
    Optional<String> schema =
        Optional.ofNullable(address.getQuery()).map(query -> query.replaceFirst("^schema=", ""));
    return new DemoTenant(id, sector, engine, address.getPath().substring(1), schema);
  }
}
