package eu.dihya.e2e;

import eu.dihya.base.Engine;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A workspace as a user has it, with tenants on real databases, and the program that is run on it.
 */
final class Site {
  private final Path directory = TestServers.temporaryDirectory("dihya-site-");
  private final List<SiteTenant> tenants = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  Path directory() {
    return directory;
  }

  List<SiteTenant> tenants() {
    return tenants;
  }

  /**
   * Two tenants of every kind: SQLite, PostgreSQL with a database and with a schema of its own,
   * MariaDB.
   */
  Site withEveryEngine() {
    return sqlite("lite-1")
        .sqlite("lite-2")
        .postgresql("post-1")
        .schema("post-2")
        .mariadb("maria-1")
        .mariadb("maria-2");
  }

  Site sqlite(String id) {
    return add(SiteTenant.sqlite(id, directory.resolve(id + ".db")));
  }

  Site postgresql(String id) {
    return add(SiteTenant.on(id, TestServers.postgresql().createDatabase()));
  }

  Site mariadb(String id) {
    return add(SiteTenant.on(id, TestServers.mariadb().createDatabase()));
  }

  /** A tenant with a schema of its own in a database of others. */
  Site schema(String id) {
    TestDatabase database = TestServers.postgresql().createDatabase();
    SiteTenant tenant = SiteTenant.inSchema(id, database, id.replace('-', '_'));
    tenant.execute("CREATE SCHEMA " + id.replace('-', '_'));
    return add(tenant);
  }

  Site add(SiteTenant tenant) {
    tenants.add(tenant);
    return file("tenants/" + tenant.id() + ".yaml", tenant.yaml());
  }

  SiteTenant tenant(String id) {
    return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst().orElseThrow();
  }

  Site file(String path, String text) {
    return file(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Site file(String path, byte[] bytes) {
    Path file = directory.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of all files below a directory, by their path in the workspace. */
  Map<String, String> filesBelow(String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> tree = Files.walk(directory.resolve(path))) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        texts.put(directory.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  Site variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Ended run(String... arguments) {
    try (Running running = start(arguments)) {
      return running.end();
    }
  }

  Running start(String... arguments) {
    List<String> command = new ArrayList<>(Program.command());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("--workspace", directory.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.environment().keySet().removeIf(name -> name.startsWith("DIHYA_"));
    builder.environment().putAll(login(TestServers.postgresql()));
    builder.environment().putAll(login(TestServers.mariadb()));
    builder.environment().putAll(environment);
    try {
      return new Running(Arrays.asList(arguments), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> login(TestServer server) {
    return Map.of(
        loginVariable(server.engine()),
        server.application().user() + ":" + server.application().password());
  }

  static String loginVariable(Engine engine) {
    return engine.isMySqlFamily() ? "E2E_MARIADB" : "E2E_POSTGRESQL";
  }
}
