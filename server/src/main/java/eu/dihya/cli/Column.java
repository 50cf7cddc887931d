package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One column of a listing: its title and where its value stands in an item. */
record Column(String title, Function<JsonNode, String> value) {
  /** The field of the item; a list is joined by commas, a missing one is empty. */
  static Column of(String title, String field) {
    return new Column(title, item -> text(item.path(field)));
  }

  static Column of(String title, Function<JsonNode, String> value) {
    return new Column(title, value);
  }

  /** The field of the item, an instant; whole seconds are enough for people. */
  static Column time(String title, String field) {
    return new Column(title, item -> text(item.path(field)).replaceFirst("\\.\\d+Z$", "Z"));
  }

  static String text(JsonNode node) {
    if (node.isArray()) {
      List<String> parts = new ArrayList<>();
      node.forEach(part -> parts.add(text(part)));
      return String.join(",", parts);
    }
    if (node.isObject()) {
      List<String> parts = new ArrayList<>();
      node.properties().forEach(entry -> parts.add(entry.getKey() + "=" + text(entry.getValue())));
      return String.join(",", parts);
    }
    return node.isNull() ? "" : node.asText();
  }
}
