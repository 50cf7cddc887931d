package eu.dihya.cli;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs commands as a person would, and keeps what they wrote. */
final class TestCli {
  private final Map<String, String> environment = new HashMap<>();
  private ServerStarter starter =
      settings -> {
        throw new IllegalStateException("a server was started where none was expected");
      };
  private String input = "";
  private boolean terminal;
  private HiddenPrompt hidden = question -> Optional.empty();
  private Clock clock = Clock.systemUTC();
  private Supplier<Interruption> interruptions = () -> new Interruption(() -> {});
  private Optional<FakeServer> server = Optional.empty();

  /** What a command left. */
  record Result(int exitCode, String out, String err) {}

  /** A command line that is told which server to speak to. */
  static TestCli of(FakeServer server) {
    var cli = new TestCli();
    cli.server = Optional.of(server);
    cli.environment.put("DIHYA_TOKEN", FakeServer.TOKEN);
    return cli;
  }

  TestCli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  TestCli starting(ServerStarter other) {
    starter = other;
    return this;
  }

  /** A person sits at a terminal and types this. */
  TestCli typing(String lines) {
    input = lines;
    terminal = true;
    return this;
  }

  /** The same, where what is typed must not be seen: an answer for each question. */
  TestCli typingHidden(String... answers) {
    var left = new ArrayDeque<>(List.of(answers));
    hidden = question -> Optional.ofNullable(left.poll());
    terminal = true;
    return this;
  }

  /** Nobody sits there; this comes from a file or a program. */
  TestCli piping(String text) {
    input = text;
    return this;
  }

  TestCli interruptedBy(Supplier<Interruption> other) {
    interruptions = other;
    return this;
  }

  TestCli at(Instant time) {
    clock = Clock.fixed(time, ZoneOffset.UTC);
    return this;
  }

  Result runIn(Path workspace, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--workspace");
    all.add(workspace.toString());
    return run(all.toArray(String[]::new));
  }

  Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    server.ifPresent(
        named -> {
          all.add("--server");
          all.add(named.address().toString());
        });
    var out = new StringWriter();
    var err = new StringWriter();
    var surroundings =
        new Surroundings(
            environment, starter, new StringReader(input), terminal, hidden, clock, interruptions);
    int exitCode =
        DihyaCommand.commandLine(surroundings)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Result(exitCode, out.toString(), err.toString());
  }
}
