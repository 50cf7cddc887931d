package eu.dihya.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an embedded server is started with.
 *
 * @param archive the jar with the binaries, as published on Maven Central
 * @param cache where the archive is unpacked, once, to be shared by servers
 * @param directory data, logins and log of this server; created when missing
 * @param port the port that is preferred on 127.0.0.1; when it is taken, or 0, any free one
 * @param databases databases that the first start creates for the application user, each with the
 *     schemas in it (only PostgreSQL has schemas); names of {@code [a-z0-9_]}
 */
public record ServerSettings(
    Path archive, Path cache, Path directory, int port, Map<String, List<String>> databases) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  public ServerSettings {
    archive = archive.toAbsolutePath();
    cache = cache.toAbsolutePath();
    directory = directory.toAbsolutePath();
    databases = Map.copyOf(databases);
    databases.forEach(ServerSettings::checkNames);
  }

  public ServerSettings(Path archive, Path cache, Path directory, int port) {
    this(archive, cache, directory, port, Map.of());
  }

  private static void checkNames(String database, List<String> schemas) {
    checkName(database);
    schemas.forEach(ServerSettings::checkName);
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a plain database or schema name: " + name);
    }
  }

  Path data() {
    return directory.resolve("data");
  }

  Path log() {
    return directory.resolve("server.log");
  }
}
