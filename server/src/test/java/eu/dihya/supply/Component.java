package eu.dihya.supply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A work of others in a CycloneDX document.
 *
 * @param purl where it comes from, with its version
 * @param name as its users know it, without its version
 * @param licences what its makers declare: identifiers, names or expressions
 * @param sha256 of the file that was packed; empty when the document has none
 */
record Component(String purl, String name, List<String> licences, String sha256) {
  Component {
    licences = List.copyOf(licences);
  }

  static List<Component> in(JsonNode document) {
    return StreamSupport.stream(document.path("components").spliterator(), false)
        .map(Component::of)
        .toList();
  }

  boolean isJava() {
    return purl.startsWith("pkg:maven/");
  }

  private static Component of(JsonNode node) {
    List<String> licences = new ArrayList<>();
    for (JsonNode choice : node.path("licenses")) {
      JsonNode licence = choice.path("license");
      licences.add(
          choice
              .path("expression")
              .asText(licence.path("id").asText(licence.path("name").asText())));
    }
    String group = node.path("group").asText();
    String name = node.path("name").asText();
    return new Component(
        node.path("purl").asText(),
        group.isEmpty() ? name : group + ":" + name,
        licences,
        sha256(node.path("hashes")));
  }

  private static String sha256(JsonNode hashes) {
    for (JsonNode hash : hashes) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "";
  }
}
