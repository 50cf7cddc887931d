package eu.dihya.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Who is tried again, and with what. */
final class RetryFlags {
  @Option(
      names = "--tenant",
      split = ",",
      paramLabel = "ID",
      description = "These tenants; may be repeated.")
  @Nullable List<String> tenants;

  @Option(names = "--group", paramLabel = "KEY", description = "The tenants of this failure group.")
  @Nullable String group;

  @ArgGroup(exclusive = false)
  ChosenTenants.@Nullable Selected selected;

  @Option(
      names = "--amend",
      description = "With the catalogue as it is now, so that a migration that mends it comes in.")
  boolean amend;

  @Option(
      names = "--allow-out-of-order",
      description = "With --amend: also run versions below one that a tenant has.")
  boolean allowOutOfOrder;

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    if (tenants != null) {
      body.put("tenants", tenants);
    }
    if (group != null) {
      body.put("failureGroup", group);
    }
    if (selected != null) {
      body.putAll(selected.body());
    }
    if (amend) {
      body.put("amend", true);
    }
    if (allowOutOfOrder) {
      body.put("allowOutOfOrder", true);
    }
    return body;
  }
}
