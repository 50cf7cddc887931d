package eu.dihya.api;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * An event as a browser reads it.
 *
 * @param id empty when the event has none of its own
 */
public record SseEvent(String name, String id, JsonNode data) {
  public static List<SseEvent> parse(String text) {
    List<SseEvent> events = new ArrayList<>();
    for (String block : text.split("\n\n")) {
      String name = "";
      String id = "";
      String data = "";
      for (String line : block.split("\n")) {
        name = line.startsWith("event: ") ? line.substring(7) : name;
        id = line.startsWith("id: ") ? line.substring(4) : id;
        data = line.startsWith("data: ") ? line.substring(6) : data;
      }
      if (!data.isEmpty()) {
        events.add(new SseEvent(name, id, Json.tree(data)));
      }
    }
    return events;
  }

  public String kind() {
    return data.path("kind").asText();
  }

  public List<String> ids(String list, String field) {
    List<String> found = new ArrayList<>();
    data.path(list).forEach(each -> found.add(each.path(field).asText()));
    return found;
  }
}
