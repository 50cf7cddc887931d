package eu.dihya.demo;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerBinaries;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestAuthority;
import eu.dihya.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Real servers that encrypt. */
public final class TlsServers {
  private TlsServers() {}

  /** It takes encryption up while it runs. */
  public static EmbeddedServer postgresql(Path directory, TestAuthority authority) {
    EmbeddedServer server =
        PostgresServer.start(
            new ServerSettings(ServerBinaries.postgresql(), ServerBinaries.cache(), directory, 0));
    new ServerSql(known(server))
        .execute(
            "ALTER SYSTEM SET ssl_cert_file = '" + authority.certificate() + "'",
            "ALTER SYSTEM SET ssl_key_file = '" + authority.key() + "'",
            "ALTER SYSTEM SET ssl = on",
            "SELECT pg_reload_conf()");
    return server;
  }

  /** The last of its options wins, so they are put behind those that it is started with. */
  public static EmbeddedServer mariadb(Path directory, TestAuthority authority) throws IOException {
    Path archive = ServerBinaries.mariadb();
    Path home = new ServerArchive(Engine.MARIADB, archive).unpacked(ServerBinaries.cache());
    MariaDbBinaries plain = MariaDbBinaries.at(home);
    Path script = directory.resolve("mariadbd");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' \"$@\" --ssl --ssl-cert='%s' --ssl-key='%s'\n"
            .formatted(plain.server(), authority.certificate(), authority.key()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return MariaDbServer.start(
        new MariaDbBinaries(plain.base(), plain.installer(), script),
        new ServerSettings(archive, ServerBinaries.cache(), directory.resolve("m"), 0));
  }

  public static TestServer known(EmbeddedServer server) {
    return new TestServer(
        server.engine(), server.host(), server.port(), server.admin(), server.application());
  }
}
