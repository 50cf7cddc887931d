package eu.dihya.e2e;

import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When the program is killed: what is seen of the targets or of its files from outside. */
enum KillPoint {
  /** Before anything is sent to a target, or about then. */
  FIRST_LOG_LINE {
    @Override
    boolean isReached(Site site) {
      try (Stream<Path> logs = Files.walk(site.directory().resolve(".dihya").resolve("logs"))) {
        return logs.anyMatch(path -> path.toString().endsWith(".ndjson"));
      } catch (IOException | UncheckedIOException e) {
        return false;
      }
    }
  },
  FIRST_APPLIED {
    @Override
    boolean isReached(Site site) {
      return applied(site) >= 1;
    }
  },
  HALF_APPLIED {
    @Override
    boolean isReached(Site site) {
      return applied(site) >= 12;
    }
  },
  ALMOST_ALL_APPLIED {
    @Override
    boolean isReached(Site site) {
      return applied(site) >= 18;
    }
  },
  INSIDE_FIRST_ALTER {
    @Override
    boolean isReached(Site site) {
      return runsOnMariaDb(site, "ALTER TABLE ledger ADD COLUMN a%");
    }
  },
  INSIDE_SECOND_ALTER {
    @Override
    boolean isReached(Site site) {
      return runsOnMariaDb(site, "ALTER TABLE ledger ADD COLUMN b%");
    }
  },
  INSIDE_SLEEP {
    @Override
    boolean isReached(Site site) {
      return runsOnMariaDb(site, "SELECT SLEEP%");
    }
  },
  INSIDE_CONCURRENT_INDEX {
    @Override
    boolean isReached(Site site) {
      return runsOnPostgresql(site, "CREATE INDEX CONCURRENTLY%");
    }
  },
  INSIDE_SLOW_TRANSACTION {
    @Override
    boolean isReached(Site site) {
      return runsOnPostgresql(site, "%pg_sleep(0.7)%");
    }
  };

  abstract boolean isReached(Site site);

  private static int applied(Site site) {
    return site.tenants().stream().mapToInt(tenant -> tenant.history().size()).sum();
  }

  private static boolean runsOnMariaDb(Site site, String statement) {
    return exists(
        TestServers.mariadb(),
        "SELECT 1 FROM information_schema.processlist WHERE info LIKE '"
            + statement
            + "' AND db IN ("
            + databases(site)
            + ")");
  }

  private static boolean runsOnPostgresql(Site site, String statement) {
    return exists(
        TestServers.postgresql(),
        "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '"
            + statement
            + "' AND pid <> pg_backend_pid() AND datname IN ("
            + databases(site)
            + ")");
  }

  private static boolean exists(TestServer server, String query) {
    return !new ServerSql(server).rows(query).isEmpty();
  }

  private static String databases(Site site) {
    return site.tenants().stream()
        .filter(tenant -> tenant.database() != null)
        .map(tenant -> "'" + tenant.database().database() + "'")
        .collect(Collectors.joining(", "));
  }
}
