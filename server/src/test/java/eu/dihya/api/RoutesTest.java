package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.Contracts;
import eu.dihya.lint.LintPolicy;
import eu.dihya.plan.StrategySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  void theRoutesAreThoseOfTheContract() throws IOException {
    try (StreamFixture fixture = new StreamFixture(directory, 0)) {
      var stores =
          new ApiParts.Stores(
              fixture.control, fixture.tenants, fixture.observations, fixture.store, null);
      var settings =
          new ApiParts.Settings(
              List.of(),
              new SystemResource.Identity("1", "w"),
              new LintPolicy(LintPolicy.FailOn.ERROR, Map.of()),
              StrategySpec.DEFAULT,
              directory);
      Api api =
          new Api(
              new ApiParts(
                  stores,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  fixture.logs,
                  id -> null,
                  (stream, description, engine) -> List.of(),
                  null,
                  Set::of,
                  settings,
                  Clock.systemUTC()));
      Set<String> routes = new TreeSet<>(OF_THE_SERVER);
      api.web(null, null, null)
          .endpoints()
          .forEach(endpoint -> routes.add(endpoint.method() + " " + endpoint.path()));
      assertThat(routes).isEqualTo(Contracts.read().operations());
    }
  }
}
