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
  private static final Set<String> OF_THE_SERVER = Set.of("GET /api/v1/stream");

  @TempDir Path directory;

  @Test
  void theRoutesAreThoseOfTheContractAndNeedThePermissionsThatItNames() throws IOException {
    try (StreamFixture fixture = new StreamFixture(directory, 0)) {
      Map<String, String> routes = new TreeMap<>(Map.of("GET /api/v1/stream", "read"));
      Set<String> needStepUp = new TreeSet<>();
      Set<String> all = new TreeSet<>(OF_THE_SERVER);
      WebServer.WebParts web =
          RealRoutes.over(fixture, directory).web(RealRoutes.NOBODY, null, null);
      for (Endpoint endpoint : web.endpoints()) {
        String operation = endpoint.method() + " " + endpoint.path();
        routes.put(operation, endpoint.permission().code());
        if (endpoint.care().contains(Endpoint.Care.FRESH)) {
          needStepUp.add(operation);
        }
      }
      web.open().forEach(endpoint -> all.add(endpoint.method() + " " + endpoint.path()));
      assertThat(routes).isEqualTo(Contracts.read().permissions());
      assertThat(needStepUp).isEqualTo(Contracts.read().stepUps());
      all.addAll(routes.keySet());
      assertThat(all).isEqualTo(Contracts.read().operations());
    }
  }
}
