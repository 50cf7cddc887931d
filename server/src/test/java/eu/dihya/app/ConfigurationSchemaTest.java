package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import eu.dihya.plan.RequiredApprovals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published schema says what the settings say. */
class ConfigurationSchemaTest {
  private static final Path PUBLISHED = Path.of("../docs/dihya.schema.json");

  @Test
  void thePublishedSchemaIsThatOfTheSettings() throws IOException {
    ObjectNode schema = Json.mapper().createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "dihya.yaml");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.putObject("properties");
    Settings.ALL.forEach(setting -> add(schema, setting));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PUBLISHED, Json.pretty(schema) + "\n");
    }
    JsonNode published = Json.tree(Files.readString(PUBLISHED));
    assertThat((Object) published).isEqualTo(Json.tree(schema.toString()));
  }

  private static void add(ObjectNode schema, Setting setting) {
    ObjectNode object = schema;
    String[] names = setting.key().split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      ObjectNode properties = (ObjectNode) object.get("properties");
      if (!properties.has(names[i])) {
        ObjectNode section = properties.putObject(names[i]);
        section.put("type", "object");
        section.put("additionalProperties", false);
        section.putObject("properties");
      }
      object = (ObjectNode) properties.get(names[i]);
    }
    ObjectNode leaf = ((ObjectNode) object.get("properties")).putObject(names[names.length - 1]);
    leaf.put("description", setting.meaning());
    type(leaf, setting);
  }

  private static void type(ObjectNode leaf, Setting setting) {
    switch (setting.type()) {
      case SettingType.Count count -> {
        leaf.put("type", "integer").put("minimum", count.least()).put("maximum", count.most());
        leaf.put("default", Integer.parseInt(setting.initial()));
        return;
      }
      case SettingType.Words words when words.perName() -> {
        words(leaf.putArray("oneOf").addObject(), words);
        ObjectNode map = ((ArrayNode) leaf.get("oneOf")).addObject();
        map.put("type", "object");
        words(map.putObject("additionalProperties"), words);
      }
      case SettingType.Words words -> words(leaf, words);
      case SettingType.Span _ ->
          leaf.put("type", "string").put("pattern", "^\\d{1,9}(ms|s|m|h|d)$");
      case SettingType.Store _ ->
          leaf.put("type", "string").put("pattern", "^(sqlite:.+|postgresql://.+/.+)$");
      case SettingType.OptionalUrl _ ->
          leaf.put("type", "string").put("pattern", "^(https?://.+)?$");
      case SettingType.OptionalFile _ -> leaf.put("type", "string");
      case SettingType.Networks _ ->
          leaf.put("type", "string").put("pattern", "^[0-9a-fA-F.:/, ]*$");
      case SettingType.OptionalText _ -> leaf.put("type", "string");
      case SettingType.Items _ -> {
        leaf.put("type", "array").putObject("items").put("type", "string");
        leaf.putArray("default");
        return;
      }
      case SettingType.ItemsPerName _ -> {
        leaf.put("type", "object");
        ObjectNode list = leaf.putObject("additionalProperties");
        list.put("type", "array").put("minItems", 1).putObject("items").put("type", "string");
        return;
      }
      case SettingType.Secret _ -> leaf.put("type", "string").put("pattern", "^((env|file):.+)?$");
      case SettingType.RolePerName _ -> {
        leaf.put("type", "object");
        ObjectNode role = leaf.putObject("additionalProperties");
        words(role, new SettingType.Words(SettingType.RolePerName.ROLES, false));
        return;
      }
      case SettingType.CountPerRole roles -> {
        leaf.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = leaf.putObject("properties");
        for (String role : RequiredApprovals.codes()) {
          ObjectNode count = properties.putObject(role).put("type", "integer");
          count.put("minimum", roles.count().least()).put("maximum", roles.count().most());
        }
        return;
      }
      case SettingType.Text _ -> leaf.put("type", "string").put("minLength", 1);
    }
    leaf.put("default", setting.initial());
  }

  private static void words(ObjectNode node, SettingType.Words words) {
    words.words().forEach(node.putArray("enum")::add);
  }
}
