package eu.dihya.tenants;

import eu.dihya.base.Engine;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import eu.dihya.base.YamlObject;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one tenant over the defaults of its file. Not thread-safe. */
final class TenantReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final List<String> POOLERS = List.of("none", "session");
  private static final List<String> STATES =
      Arrays.stream(TenantState.values()).map(TenantState::code).toList();

  private final TargetRules rules;
  private final String sector;
  private final YamlObject defaults;
  private final Problems problems;

  TenantReader(TargetRules rules, String sector, YamlObject defaults, Problems problems) {
    this.rules = rules;
    this.sector = sector;
    this.defaults = defaults;
    this.problems = problems;
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The tenant; empty, with problems added, when something is wrong with it. */
  Optional<RegistryEntry> read(String id, SourcePosition position, YamlObject own) {
    int before = problems.list().size();
    if (!isId(id)) {
      problems.add(
          position, "an id is lower-case letters, digits, '.', '_' and '-', 63 characters at most");
    }
    Optional<Target> target = own.required("target").flatMap(text -> target(text, id, own));
    Optional<String> state = word("state", STATES, own);
    Map<String, String> labels = labels(own);
    Map<String, String> placeholders = placeholders(id, own);
    String zone = zone(own);
    String environment = id("environment", own).orElse("production");
    String region = id("region", own).orElse("");
    String name = own.text("name").map(text -> text.replace("{id}", id)).orElse(id);
    if (problems.list().size() > before || target.isEmpty()) {
      return Optional.empty();
    }
    TenantState initial =
        state
            .map(word -> TenantState.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(TenantState.ACTIVE);
    Tenant tenant =
        new Tenant(
            id,
            name,
            sector,
            region,
            zone,
            environment,
            initial,
            target.get(),
            labels,
            placeholders);
    return Optional.of(new RegistryEntry(tenant, state.isPresent(), position));
  }

  private Optional<Target> target(String text, String id, YamlObject own) {
    TargetAddress address;
    try {
      address = TargetAddress.parse(text.replace("{id}", id), rules.workspace());
    } catch (IllegalArgumentException e) {
      problems.add(own.position("target"), "the target " + e.getMessage());
      return Optional.empty();
    }
    Optional<SecretRef> credentials = credentials(address.engine(), id, own);
    boolean pooled = word("pooler", POOLERS, own).filter("session"::equals).isPresent();
    if (pooled && address.engine() != Engine.POSTGRESQL) {
      problems.add(own.position("target"), "'pooler: session' is for postgresql alone");
    }
    Target target =
        new Target(
            address.engine(),
            address.host(),
            address.port(),
            address.database(),
            address.parameters().schema(),
            credentials,
            pooled,
            address.parameters().tls());
    rules.objection(target).ifPresent(reason -> problems.add(own.position("target"), reason));
    return Optional.of(target);
  }

  private Optional<SecretRef> credentials(Engine engine, String id, YamlObject own) {
    boolean isOwn = own.node("credentials").isPresent();
    if (engine == Engine.SQLITE) {
      if (isOwn) {
        problems.add(
            own.position("credentials"), "a sqlite target has no credentials; take them out");
      }
      return Optional.empty();
    }
    YamlObject from = isOwn ? own : defaults;
    Optional<String> text = from.text("credentials");
    if (text.isEmpty() && !isOwn) {
      problems.add(
          own.position(),
          "'credentials' is missing: a reference such as env:NAME, file:PATH or sealed:NAME");
    }
    Optional<SecretRef> reference =
        text.flatMap(value -> SecretRefs.parse(value.replace("{id}", id)));
    if (text.isPresent() && reference.isEmpty()) {
      problems.add(
          from.position("credentials"),
          "'credentials' must be a reference, env:NAME, file:PATH or sealed:NAME, and never the"
              + " secret itself");
    }
    return reference;
  }

  private String zone(YamlObject own) {
    String zone = text("timezone", own).orElse("UTC");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      problems.add(
          place("timezone", own),
          "unknown time zone '"
              + zone
              + "'"
              + Suggestions.hint(zone, ZoneId.getAvailableZoneIds()));
    }
    return zone;
  }

  private Map<String, String> labels(YamlObject own) {
    Map<String, String> labels = merged("labels", own);
    labels.forEach(
        (name, value) -> {
          if (SelectorField.fromName(name).isPresent()) {
            problems.add(
                place("labels", own),
                "the label '" + name + "' has the name of a field; give it another");
          } else if (!NAME.matcher(name).matches() || !value.matches("[^\\s,*]+")) {
            problems.add(
                place("labels", own),
                "the label '" + name + "' cannot be selected: no blanks, commas or asterisks");
          }
        });
    return labels;
  }

  private Map<String, String> placeholders(String id, YamlObject own) {
    Map<String, String> values = merged("placeholders", own);
    values.replaceAll((name, value) -> value.replace("{id}", id));
    for (String name : values.keySet()) {
      if (!NAME.matcher(name).matches()) {
        problems.add(
            place("placeholders", own),
            "a placeholder is named with letters, digits, '_', '.' and '-'");
      }
    }
    return values;
  }

  private Map<String, String> merged(String key, YamlObject own) {
    Map<String, String> merged = new HashMap<>(defaults.texts(key));
    merged.putAll(own.texts(key));
    return merged;
  }

  private Optional<String> id(String key, YamlObject own) {
    Optional<String> text = text(key, own);
    if (text.filter(value -> !isId(value)).isPresent()) {
      problems.add(
          place(key, own),
          "'" + key + "' is named with lower-case letters, digits, '.', '_' and '-'");
    }
    return text;
  }

  private Optional<String> word(String key, List<String> words, YamlObject own) {
    Optional<String> text = text(key, own);
    if (text.filter(value -> !words.contains(value)).isPresent()) {
      problems.add(
          place(key, own),
          "'"
              + key
              + "' is one of "
              + String.join(", ", words)
              + Suggestions.hint(text.get(), words));
      return Optional.empty();
    }
    return text;
  }

  private Optional<String> text(String key, YamlObject own) {
    return own.node(key).isPresent() ? own.text(key) : defaults.text(key);
  }

  private SourcePosition place(String key, YamlObject own) {
    return own.node(key).isPresent() ? own.position(key) : defaults.position(key);
  }
}
