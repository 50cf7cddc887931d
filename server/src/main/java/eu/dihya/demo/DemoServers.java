package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The database servers of the demo.
 *
 * @param running those that started
 * @param notes one sentence, fit to be shown, for each that did not
 */
public record DemoServers(List<EmbeddedServer> running, List<String> notes)
    implements AutoCloseable {
  public DemoServers {
    running = List.copyOf(running);
    notes = List.copyOf(notes);
  }

  /**
   * Starts what can be started, on the ports that the registry names where they are free.
   *
   * @param archives the directory with the jars of server binaries
   * @param workspace the demo's directory, which receives the unpacked binaries and the servers'
   *     data
   */
  public static DemoServers start(Path archives, Path workspace, DemoRegistry registry) {
    Starting starting =
        new Starting(archives, workspace, registry, new ArrayList<>(), new ArrayList<>());
    try {
      starting.start(Engine.POSTGRESQL, PostgresServer.archiveIn(archives), PostgresServer::start);
      starting.start(Engine.MARIADB, MariaDbServer.archiveIn(archives), MariaDbServer::start);
    } catch (IOException e) {
      starting.notes().add("The directory " + archives + " cannot be read: " + e.getMessage());
    }
    return new DemoServers(starting.running(), starting.notes());
  }

  private record Starting(
      Path archives,
      Path workspace,
      DemoRegistry registry,
      List<EmbeddedServer> running,
      List<String> notes) {

    void start(
        Engine engine, Optional<Path> archive, Function<ServerSettings, EmbeddedServer> starter) {
      try {
        Path jar =
            archive.orElseThrow(
                () ->
                    new ServerStartException(
                        engine, "no archive of its binaries is in " + archives));
        Path servers = workspace.resolve("servers");
        running.add(
            starter.apply(
                new ServerSettings(
                    jar,
                    servers.resolve("binaries"),
                    servers.resolve(engine.code()),
                    registry.port(engine),
                    registry.databases(engine))));
      } catch (ServerStartException e) {
        notes.add(e.text() + "; the demo goes on without it");
      }
    }
  }

  @Override
  public void close() {
    running.forEach(EmbeddedServer::close);
  }
}
