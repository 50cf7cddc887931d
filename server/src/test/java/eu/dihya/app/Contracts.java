package eu.dihya.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import eu.dihya.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The OpenAPI contract, against which answers are held; what it does not name must not be there.
 */
public final class Contracts {
  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete");
  private final JsonNode root;

  private Contracts(JsonNode root) {
    this.root = root;
  }

  public static Contracts read() throws IOException {
    try (InputStream in = Contracts.class.getResourceAsStream("/eu/dihya/api/openapi.yaml")) {
      return new Contracts(
          new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in)));
    }
  }

  /** All operations, {@code GET /api/v1/fleet}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    root.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          String name = operation.getKey();
                          if (VERBS.contains(name)) {
                            operations.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** The operations that need a step-up, by name as in {@link #operations()}. */
  public Set<String> stepUps() {
    Set<String> all = new TreeSet<>();
    for (String operation : operations()) {
      String[] name = operation.split(" ", 2);
      JsonNode told = root.get("paths").get(name[1]).get(name[0].toLowerCase(Locale.ROOT));
      if (told.path("x-step-up").asBoolean()) {
        all.add(operation);
      }
    }
    return all;
  }

  /**
   * What each operation needs, by its name as in {@link #operations()}; nothing for an open one.
   */
  public Map<String, String> permissions() {
    Map<String, String> permissions = new TreeMap<>();
    for (String operation : operations()) {
      String[] name = operation.split(" ", 2);
      JsonNode told =
          root.get("paths").get(name[1]).get(name[0].toLowerCase(Locale.ROOT)).path("x-permission");
      if (!told.isMissingNode()) {
        permissions.put(operation, told.asText());
      }
    }
    return permissions;
  }

  /** What is wrong with an answer. */
  List<String> faults(String method, String path, int status, JsonNode answer) {
    JsonNode responses = root.get("paths").get(path).get(method).get("responses");
    JsonNode response =
        responses.has(Integer.toString(status))
            ? responses.get(Integer.toString(status))
            : responses.get("default");
    JsonNode content = resolve(response).get("content");
    return faults(content.properties().iterator().next().getValue().get("schema"), answer);
  }

  public List<String> faultsOf(String schema, JsonNode value) {
    return faults(root.at("/components/schemas/" + schema), value);
  }

  private List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode document = schema.deepCopy();
    document.set("components", root.get("components"));
    List<String> faults = new ArrayList<>();
    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(document)
        .validate(Json.tree(value.toString()))
        .forEach(message -> faults.add(message.toString()));
    undeclared(schema, value, "$", faults);
    return faults;
  }

  private void undeclared(JsonNode schema, JsonNode value, String at, List<String> faults) {
    JsonNode meant = resolve(schema);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        undeclared(meant.path("items"), value.get(i), at + "[" + i + "]", faults);
      }
    } else if (value.isObject()) {
      ObjectNode properties = properties(meant);
      boolean anything =
          meant.path("additionalProperties").isObject()
              || (properties.isEmpty() && !meant.has("properties"));
      value
          .properties()
          .forEach(
              field -> {
                if (properties.has(field.getKey())) {
                  undeclared(
                      properties.get(field.getKey()),
                      field.getValue(),
                      at + "." + field.getKey(),
                      faults);
                } else if (!anything) {
                  faults.add(at + "." + field.getKey() + " is not in the contract");
                }
              });
    }
  }

  private ObjectNode properties(JsonNode schema) {
    ObjectNode all = Json.mapper().createObjectNode();
    if (schema.has("properties")) {
      all.setAll((ObjectNode) schema.get("properties"));
    }
    if (schema.get("allOf") instanceof ArrayNode parts) {
      parts.forEach(part -> all.setAll(properties(resolve(part))));
    }
    return all;
  }

  private JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? resolve(root.at(schema.get("$ref").asText().substring(1))) : schema;
  }
}
