package eu.dihya.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What describes a new tenant. */
final class NewTenantFlags {
  @Parameters(paramLabel = "ID", description = "Lower-case letters, digits, '.', '_' and '-'.")
  String id;

  @Option(names = "--sector", required = true, description = "Its group, such as health.")
  String sector = "";

  @Option(
      names = "--target",
      required = true,
      paramLabel = "ADDRESS",
      description =
          "Its database, such as postgresql://db1:5432/acme or sqlite:data/acme.db; without a"
              + " password.")
  String target = "";

  @Option(
      names = "--credentials",
      paramLabel = "REF",
      description = "Where 'user:password' stands: env:NAME, file:PATH or sealed:NAME.")
  @Nullable String credentials;

  @Option(names = "--name", description = "For people; the id when not given.")
  @Nullable String name;

  @Option(names = "--region", description = "Where its data must stay, such as eu-fr.")
  @Nullable String region;

  @Option(names = "--timezone", description = "Such as Europe/Paris.")
  @Nullable String timezone;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "For selectors; may be repeated.")
  Map<String, String> labels = new HashMap<>();

  @Option(
      names = "--placeholder",
      paramLabel = "KEY=VALUE",
      description = "For migrations; may be repeated.")
  Map<String, String> placeholders = new HashMap<>();

  Map<String, Object> body() {
    Map<String, Object> body =
        new LinkedHashMap<>(Map.of("id", id, "sector", sector, "target", target));
    put(body, "credentials", credentials);
    put(body, "name", name);
    put(body, "region", region);
    put(body, "timezone", timezone);
    body.put("labels", labels);
    body.put("placeholders", placeholders);
    return body;
  }

  private static void put(Map<String, Object> body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
