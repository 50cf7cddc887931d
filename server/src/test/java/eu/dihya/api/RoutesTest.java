package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.Contracts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation of the contract has a route, and no route is without one. */
class RoutesTest {
  /** What the web server does itself, before or beside the resources. */
  private static final Set<String> OF_THE_SERVER =
      Set.of("POST /api/v1/session", "DELETE /api/v1/session", "GET /api/v1/stream");

  @TempDir Path directory;

  @Test
  void theRoutesAreThoseOfTheContractAndNeedThePermissionsThatItNames() throws IOException {
    try (StreamFixture fixture = new StreamFixture(directory, 0)) {
      Map<String, String> routes = new TreeMap<>(Map.of("GET /api/v1/stream", "read"));
      RealRoutes.over(fixture, directory)
          .web(null, null, null)
          .endpoints()
          .forEach(
              endpoint ->
                  routes.put(
                      endpoint.method() + " " + endpoint.path(), endpoint.permission().code()));
      assertThat(routes).isEqualTo(Contracts.read().permissions());
      Set<String> all = new TreeSet<>(OF_THE_SERVER);
      all.addAll(routes.keySet());
      assertThat(all).isEqualTo(Contracts.read().operations());
    }
  }
}
