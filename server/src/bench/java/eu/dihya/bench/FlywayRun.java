package eu.dihya.bench;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** Flyway as its users run it over many tenants: one {@code Flyway} and one migrate for each. */
final class FlywayRun implements Subject {
  private final int width;
  private final int expected;

  /**
   * @param expected how many migrations each place lacks
   */
  FlywayRun(int width, int expected) {
    this.width = width;
    this.expected = expected;
  }

  @Override
  public String title() {
    return "Flyway";
  }

  @Override
  public long run(List<Place> places) {
    String location = "filesystem:" + Migrations.directory();
    return Pool.work(width, places, place -> migrate(place, location));
  }

  private void migrate(Place place, String location) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(place.url(), place.login().user(), place.login().password())
            .locations(location);
    place.schema().ifPresent(configuration::defaultSchema);
    MigrateResult result = configuration.load().migrate();
    if (result.migrationsExecuted != expected) {
      throw new IllegalStateException(
          "Flyway has run %d migrations on %s and not %d"
              .formatted(result.migrationsExecuted, place.id(), expected));
    }
  }

  @Override
  public void close() {}
}
