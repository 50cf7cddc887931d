package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code .dihya/server.json}: what a running server leaves for the commands in its workspace. */
record ServerFile(URI url, String token, long pid) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  static Path in(Path workspace) {
    return workspace.resolve(".dihya").resolve("server.json");
  }

  /** Reads it; empty when there is none, or none that can be read as one. */
  static Optional<ServerFile> read(Path workspace) {
    Path file = in(workspace);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = Json.tree(Files.readString(file));
      var found =
          new ServerFile(
              URI.create(node.path("url").asText()),
              node.path("token").asText(),
              node.path("pid").asLong());
      return Optional.of(found).filter(server -> server.url().isAbsolute());
    } catch (IOException | DihyaException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Why nobody stands behind it; empty when the process lives and the server knows the token. */
  Optional<String> staleness() {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return Optional.of("process " + pid + " has ended");
    }
    try (var api = new ApiClient(url, token, Optional.of(PATIENCE))) {
      api.get(ApiPath.of("session"));
      return Optional.empty();
    } catch (DihyaException e) {
      return Optional.of(e.text());
    }
  }
}
