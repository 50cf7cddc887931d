package eu.dihya.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds addresses below {@code /api/v1}: what comes from a person is encoded. Immutable. */
record ApiPath(String text) {
  /** A path of the segments. */
  static ApiPath of(String... segments) {
    var path = new StringBuilder("/api/v1");
    for (String segment : segments) {
      path.append('/').append(encoded(segment));
    }
    return new ApiPath(path.toString());
  }

  /** The path with a parameter of the query; without one when the value is empty. */
  ApiPath with(String name, String value) {
    if (value.isEmpty()) {
      return this;
    }
    return new ApiPath(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
