package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of an unpacked PostgreSQL. They refuse to run as root, so under root they run in a
 * user namespace of their own, where the same user has no name and no privilege.
 */
record PostgresBinaries(Path home, List<String> prefix) {

  static PostgresBinaries at(Path home) throws IOException {
    if (!Programs.runsAsRoot()) {
      return new PostgresBinaries(home, List.of());
    }
    try {
      Programs.run(Engine.POSTGRESQL, List.of("unshare", "-U", "true"), "");
    } catch (ServerStartException e) {
      throw new ServerStartException(
          Engine.POSTGRESQL,
          "it refuses to run as root, and a user namespace of its own is not allowed here (unshare"
              + " -U); start the demo as an ordinary user",
          e);
    }
    return new PostgresBinaries(home, List.of("unshare", "-U"));
  }

  void initialise(Path data, String admin, Path passwordFile) {
    run(
        List.of(
            "initdb",
            "--pgdata=" + data,
            "--username=" + admin,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale"),
        "");
  }

  /** Runs statements, one a line, without a running server; the first one that fails throws. */
  void single(Path data, String database, List<String> statements) {
    String output =
        run(
            List.of("postgres", "--single", "-D", data.toString(), database),
            String.join("\n", statements) + "\n");
    output
        .lines()
        .filter(line -> line.contains("ERROR:") || line.contains("FATAL:"))
        .findFirst()
        .ifPresent(
            line -> {
              throw new ServerStartException(Engine.POSTGRESQL, line);
            });
  }

  List<String> server(Path data, int port, List<String> settings) {
    List<String> arguments =
        new ArrayList<>(List.of("postgres", "-D", data.toString(), "-h", "127.0.0.1"));
    arguments.addAll(List.of("-p", Integer.toString(port)));
    settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    return command(arguments);
  }

  void stop(Path data) {
    run(List.of("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30"), "");
  }

  private String run(List<String> arguments, String input) {
    return Programs.run(Engine.POSTGRESQL, command(arguments), input);
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(arguments.getFirst()).toString());
    command.addAll(arguments.subList(1, arguments.size()));
    return command;
  }
}
