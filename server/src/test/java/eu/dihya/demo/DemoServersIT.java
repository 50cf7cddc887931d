package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerBinaries;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoServersIT {
  @TempDir Path directory;
  Path archives;
  DemoWorkspace workspace;
  DemoRegistry registry;

  @BeforeEach
  void prepare() throws IOException {
    archives = Files.createDirectory(directory.resolve("archives"));
    workspace = new DemoWorkspace(directory.resolve("demo"));
    registry = DemoRegistry.read(ExampleMigration.tenants());
    Path binaries = Files.createDirectories(workspace.root().resolve("servers"));
    Files.createDirectories(ServerBinaries.cache());
    Files.createSymbolicLink(binaries.resolve("binaries"), ServerBinaries.cache());
  }

  private void offer(Path archive) throws IOException {
    Files.createSymbolicLink(archives.resolve(archive.getFileName()), archive);
  }

  @Test
  void everyTenantHasItsDatabaseAndTheyOutliveTheDemo() throws IOException {
    offer(ServerBinaries.postgresql());
    offer(ServerBinaries.mariadb());
    try (DemoServers servers = DemoServers.start(archives, workspace.root(), registry)) {
      assertThat(servers.notes()).isEmpty();
      workspace.layOut(ExampleMigration.migrations(), registry, servers.running());
      createTableInEachTenant(servers);
      assertThat(servers.running()).allMatch(EmbeddedServer::isAlive);
    }
    try (DemoServers servers = DemoServers.start(archives, workspace.root(), registry)) {
      workspace.layOut(ExampleMigration.migrations(), registry, servers.running());
      assertThat(tenantsOnServers())
          .hasSize(40)
          .allSatisfy(
              tenant ->
                  assertThat(sql(servers, tenant).rows("SELECT id FROM " + table(tenant)))
                      .isEmpty());
    }
  }

  private void createTableInEachTenant(DemoServers servers) throws IOException {
    for (DemoTenant tenant : tenantsOnServers()) {
      sql(servers, tenant).execute("CREATE TABLE " + table(tenant) + " (id int PRIMARY KEY)");
    }
  }

  private List<DemoTenant> tenantsOnServers() throws IOException {
    return DemoRegistry.read(workspace.tenants()).tenants().stream()
        .filter(tenant -> tenant.engine() != Engine.SQLITE)
        .toList();
  }

  private static String table(DemoTenant tenant) {
    return tenant.schema().map(schema -> schema + ".mine").orElse("mine");
  }

  /**
   * With what the workspace's own files say: the port of the registry and the login of the
   * credentials.
   */
  private ServerSql sql(DemoServers servers, DemoTenant tenant) {
    EmbeddedServer server =
        servers.running().stream()
            .filter(running -> running.engine() == tenant.engine())
            .findFirst()
            .orElseThrow();
    try {
      int port = DemoRegistry.read(workspace.tenants()).port(tenant.engine());
      Path file = workspace.root().resolve(DemoWorkspace.credentialsFile(tenant.engine()));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      String[] login = Files.readString(file).split(":", 2);
      return new ServerSql(
          new TestDatabase(
              tenant.engine(), server.host(), port, tenant.database(), login[0], login[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theDemoGoesOnWithoutWhatCannotStart() throws IOException {
    offer(ServerBinaries.mariadb());
    try (DemoServers servers = DemoServers.start(archives, workspace.root(), registry)) {
      assertThat(servers.running())
          .extracting(EmbeddedServer::engine)
          .containsExactly(Engine.MARIADB);
      assertThat(servers.notes())
          .containsExactly(
              "PostgreSQL could not start: no archive of its binaries is in "
                  + archives
                  + "; the demo goes on without it");
      workspace.layOut(ExampleMigration.migrations(), registry, servers.running());
      assertThat(DemoRegistry.read(workspace.tenants()).tenants()).hasSize(40);
    }
  }
}
