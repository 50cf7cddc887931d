package eu.dihya.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whom a verb is about: tenants by name, or those of a selector, whose number is named. */
final class ChosenTenants {
  @ArgGroup(exclusive = true, multiplicity = "1")
  Choice choice = new Choice();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it goes to the audit.")
  String reason = "";

  /** One of the two. */
  static final class Choice {
    @Option(
        names = "--tenant",
        required = true,
        split = ",",
        paramLabel = "ID",
        description = "These tenants; may be repeated.")
    @Nullable List<String> tenants;

    @ArgGroup(exclusive = false)
    @Nullable Selected selected;
  }

  /** A selector is nothing without the number of those that it is believed to take. */
  static final class Selected {
    @Option(
        names = "--select",
        required = true,
        paramLabel = "SELECTOR",
        description = "The tenants that fit, such as 'run=failed sector=health'.")
    String select = "";

    @Option(
        names = "--expect",
        required = true,
        paramLabel = "N",
        description = "How many they are; with another number nothing is done.")
    int expect;

    Map<String, Object> body() {
      return Map.of("select", select, "expect", expect);
    }
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    if (choice.tenants != null) {
      body.put("tenants", choice.tenants);
    }
    if (choice.selected != null) {
      body.putAll(choice.selected.body());
    }
    body.put("reason", reason);
    return body;
  }
}
