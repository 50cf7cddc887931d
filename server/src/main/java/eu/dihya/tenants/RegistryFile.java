package eu.dihya.tenants;

import eu.dihya.base.Problems;
import eu.dihya.base.YamlNode;
import eu.dihya.base.YamlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one registry file. Not thread-safe. */
final class RegistryFile {
  private static final List<String> KEYS = List.of("sector", "defaults", "tenants");
  private static final List<String> COMMON =
      List.of("region", "timezone", "environment", "pooler", "state", "labels", "placeholders");
  private static final List<String> DEFAULTS = with(List.of("credentials"), COMMON);
  private static final List<String> TENANT =
      with(List.of("id", "name", "target", "credentials"), COMMON);
  private static final List<String> TEMPLATE =
      with(List.of("ids", "name", "target", "credentials"), COMMON);

  private final TargetRules rules;
  private final Problems problems;

  RegistryFile(TargetRules rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  List<RegistryEntry> read(YamlNode root) {
    YamlObject file = YamlObject.of(root, KEYS, problems);
    String sector = file.required("sector").map(text -> sector(file, text)).orElse("");
    YamlNode noDefaults = YamlNode.emptyMapping(file.position());
    YamlObject defaults =
        YamlObject.of(file.node("defaults").orElse(noDefaults), DEFAULTS, problems);
    TenantReader reader = new TenantReader(rules, sector, defaults, problems);
    if (file.node("tenants").isEmpty()) {
      problems.add(file.position(), "'tenants' is missing");
    }
    List<RegistryEntry> entries = new ArrayList<>();
    for (YamlNode item : file.items("tenants")) {
      entries.addAll(tenants(item, reader));
    }
    return entries;
  }

  private String sector(YamlObject file, String sector) {
    if (!TenantReader.isId(sector) || sector.equals("common")) {
      problems.add(
          file.position("sector"),
          "a sector is named with lower-case letters, digits, '.', '_' and '-', and not 'common'");
    }
    return sector;
  }

  private List<RegistryEntry> tenants(YamlNode item, TenantReader reader) {
    if (!(item instanceof YamlNode.Mapping mapping) || !mapping.entries().containsKey("template")) {
      YamlObject tenant = YamlObject.of(item, TENANT, problems);
      return tenant
          .required("id")
          .flatMap(id -> reader.read(id, tenant.position("id"), tenant))
          .stream()
          .toList();
    }
    YamlObject outer = YamlObject.of(mapping, List.of("template"), problems);
    YamlObject template = YamlObject.of(outer.node("template").orElse(mapping), TEMPLATE, problems);
    List<RegistryEntry> entries = new ArrayList<>();
    for (String id : ids(template)) {
      Optional<RegistryEntry> entry = reader.read(id, template.position("ids"), template);
      if (entry.isEmpty()) {
        break;
      }
      entries.add(entry.get());
    }
    return entries;
  }

  private List<String> ids(YamlObject template) {
    Optional<String> ids = template.required("ids");
    try {
      return ids.map(IdRange::expand).orElse(List.of());
    } catch (IllegalArgumentException e) {
      problems.add(template.position("ids"), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static List<String> with(List<String> first, List<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return List.copyOf(all);
  }
}
