package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens for servers elsewhere, in a file of the person's own that nobody else may read. */
record SavedLogins(Path file) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** In {@code $XDG_CONFIG_HOME/dihya}, else {@code ~/.config/dihya}. */
  static SavedLogins in(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    Path configuration =
        Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
            .filter(path -> !path.isBlank())
            .map(Path::of)
            .orElse(home.resolve(".config"));
    return new SavedLogins(configuration.resolve("dihya").resolve("logins.json"));
  }

  /**
   * The token for a server.
   *
   * @throws DihyaException CONFIGURATION when others may read the file, or it cannot be read
   */
  Optional<String> token(URI server) {
    return Optional.of(read().path(key(server)).asText()).filter(token -> !token.isEmpty());
  }

  void save(URI server, String token) {
    ObjectNode all = read();
    all.put(key(server), token);
    write(all);
  }

  /** Whether there was one. */
  boolean forget(URI server) {
    ObjectNode all = read();
    JsonNode before = all.remove(key(server));
    write(all);
    return before != null;
  }

  private ObjectNode read() {
    if (Files.notExists(file)) {
      return Json.mapper().createObjectNode();
    }
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new DihyaException(
            ErrorCode.CONFIGURATION, "others may read " + file + "; chmod 600 " + file);
      }
      if (Json.tree(Files.readString(file)) instanceof ObjectNode all) {
        return all;
      }
      throw new DihyaException(ErrorCode.CONFIGURATION, file + " holds no logins; remove it");
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.CONFIGURATION, file + " cannot be read: " + e, e);
    }
  }

  private void write(ObjectNode all) {
    try {
      Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
      Path part =
          Files.createTempFile(
              directory, "logins", ".part", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(part, Json.pretty(all));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, file + " cannot be written: " + e, e);
    }
  }

  /** A server is its origin, whatever path somebody typed after it. */
  private static String key(URI server) {
    return server.getScheme() + "://" + server.getAuthority();
  }
}
