package eu.dihya.bench;

import eu.dihya.bench.Sites.Layout;
import java.sql.SQLException;
import java.util.List;

/** The rows in which everything is up to date. */
final class Nothing {
  /** More would take Flyway longer than anybody wants to wait. */
  private static final int FLYWAY_SCHEMAS = 300;

  private final Options options;
  private final Rounds rounds;

  Nothing(Options options, Rounds rounds) {
    this.options = options;
    this.rounds = rounds;
  }

  Result databases() {
    int targets = options.targets(Row.NOTHING_DATABASES);
    Sites sites = new Sites(Layout.POSTGRES_DATABASES);
    List<Place> ofDihya = sites.make(targets);
    List<Place> ofFlyway = sites.make(targets);
    try (DihyaRun dihya = rounds.dihya(Layout.POSTGRES_DATABASES, null);
        FlywayRun flyway = new FlywayRun(options.width(), migrations(sites))) {
      dihya.run(ofDihya);
      flyway.run(ofFlyway);
      return rounds.finding(Row.NOTHING_DATABASES, ofDihya, ofFlyway);
    } finally {
      sites.drop(ofDihya);
      sites.drop(ofFlyway);
    }
  }

  Result schemas() throws SQLException {
    int targets = options.targets(Row.NOTHING_SCHEMAS);
    Sites sites = new Sites(Layout.POSTGRES_SCHEMAS);
    List<Place> ofDihya = sites.make(targets);
    List<Place> ofFlyway = sites.make(targets);
    try (DihyaRun dihya = rounds.dihya(Layout.POSTGRES_SCHEMAS, null);
        FlywayRun flyway = new FlywayRun(options.width(), migrations(sites))) {
      Clones.of(dihya, ofDihya);
      Clones.of(flyway, ofFlyway);
      return rounds.finding(
          Row.NOTHING_SCHEMAS, ofDihya, ofFlyway.subList(0, Math.min(FLYWAY_SCHEMAS, targets)));
    } finally {
      sites.drop(ofDihya);
      sites.drop(ofFlyway);
    }
  }

  private static int migrations(Sites sites) {
    return Migrations.scripts(sites.engine()).size();
  }
}
