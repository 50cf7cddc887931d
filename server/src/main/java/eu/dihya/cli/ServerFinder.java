package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the server for a command: the one that is named, else the one that runs for the workspace,
 * else its own.
 */
record ServerFinder(Cli cli, Console console, Surroundings surroundings) {
  private static final String TOKEN = "DIHYA_TOKEN";

  Server find() {
    String named = console.options().server;
    if (named != null) {
      return named(named);
    }
    Path workspace = cli.laidOutWorkspace();
    return running(workspace).orElseGet(() -> own(workspace));
  }

  private Server named(String address) {
    URI uri = address(address);
    String token =
        Optional.ofNullable(surroundings.environment().get(TOKEN))
            .map(String::strip)
            .filter(given -> !given.isEmpty())
            .or(() -> SavedLogins.in(surroundings.environment()).token(uri))
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.NOT_SIGNED_IN,
                        "--server needs a token that 'dihya token create' made for %s: set %s, or keep it with: dihya login --server %s"
                            .formatted(uri, TOKEN, uri)));
    return new Server(new ApiClient(uri, token, timeout()), Optional.empty());
  }

  static URI address(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrongAddress(text, e);
    }
    throw wrongAddress(text, null);
  }

  private static DihyaException wrongAddress(
      String text, @org.jspecify.annotations.Nullable Throwable cause) {
    return new DihyaException(
        ErrorCode.USAGE,
        "--server is an address such as http://127.0.0.1:8080, not '" + text + "'",
        cause);
  }

  private Optional<Server> running(Path workspace) {
    Optional<ServerFile> file = ServerFile.read(workspace);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> stale = file.get().staleness();
    if (stale.isPresent()) {
      console.detail(
          ServerFile.in(workspace) + " is stale (" + stale.get() + "); going on without it");
      return Optional.empty();
    }
    console.detail("using the server at " + file.get().url());
    return Optional.of(
        new Server(
            new ApiClient(file.get().url(), file.get().token(), timeout()), Optional.empty()));
  }

  private Server own(Path workspace) {
    console.detail("starting a server for this command in " + workspace);
    ServerProcess process =
        surroundings
            .starter()
            .start(
                new ServerStarter.Settings(
                    workspace, surroundings.environment(), Map.of(), false, true));
    return new Server(
        new ApiClient(process.address(), process.bearer(), timeout()), Optional.of(process));
  }

  private Optional<Duration> timeout() {
    return Optional.ofNullable(console.options().timeout);
  }
}
