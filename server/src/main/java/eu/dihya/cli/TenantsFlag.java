package eu.dihya.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tenants somebody may know of. */
final class TenantsFlag {
  @Option(
      names = "--tenants",
      paramLabel = "ID",
      split = ",",
      description =
          "The tenants to know of, as in acme,oasis; all of yours when not given. The role"
              + " tenant-admin needs them.")
  @Nullable List<String> tenants;

  /** The body with the tenants, where they were named. */
  Map<String, Object> with(Map<String, ?> body) {
    Map<String, Object> all = new LinkedHashMap<>(body);
    if (tenants != null) {
      all.put("tenants", tenants);
    }
    return all;
  }
}
