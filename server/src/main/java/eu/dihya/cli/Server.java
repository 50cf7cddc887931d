package eu.dihya.cli;

import java.util.Optional;

/**
 * The server that a command speaks to.
 *
 * @param own the server, when it runs in this process and ends with the command
 */
record Server(ApiClient api, Optional<ServerProcess> own) implements AutoCloseable {
  boolean isOwn() {
    return own.isPresent();
  }

  @Override
  public void close() {
    api.close();
    own.ifPresent(ServerProcess::close);
  }
}
