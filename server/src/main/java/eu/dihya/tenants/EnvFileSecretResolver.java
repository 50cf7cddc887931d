package eu.dihya.tenants;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code user:password} in environment variables and files. A file that group or others may
 * write to is refused, because they could send us to another account; one that they may read is
 * not, since mounted secrets often are so. Thread-safe.
 */
public final class EnvFileSecretResolver implements SecretResolver {
  private final Path workspace;
  private final Map<String, String> environment;

  /**
   * @param workspace what relative paths are relative to
   * @param environment the environment's variables
   */
  public EnvFileSecretResolver(Path workspace, Map<String, String> environment) {
    this.workspace = workspace;
    this.environment = Map.copyOf(environment);
  }

  /**
   * A secret of one part, read anew at each call.
   *
   * @throws DihyaException CONFIGURATION, naming the reference and never its content
   */
  public String text(SecretRef reference) {
    return switch (reference.scheme()) {
      case "env" -> variable(reference);
      case "file" -> file(reference);
      case "sealed" -> throw refused(reference, "needs a server, which has the secret", null);
      default ->
          throw refused(
              reference, "has an unknown scheme; there are env:, file: and sealed:", null);
    };
  }

  @Override
  public Credentials resolve(SecretRef reference) {
    String secret = text(reference);
    try {
      return Credentials.parse(secret);
    } catch (DihyaException e) {
      throw refused(reference, e.text(), e);
    }
  }

  private String variable(SecretRef reference) {
    String value = environment.get(reference.value());
    if (value == null || value.isEmpty()) {
      throw refused(reference, "names an environment variable that is not set", null);
    }
    return value;
  }

  private String file(SecretRef reference) {
    try {
      Path file = workspace.resolve(reference.value()).toRealPath();
      refuseOwn(reference, file);
      refuseWritable(reference, file);
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw refused(
          reference, "names a file that cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** What the server keeps for itself opens the whole server, and is sent to no database. */
  private void refuseOwn(SecretRef reference, Path file) throws IOException {
    Path own = workspace.resolve(".dihya");
    if (Files.exists(own) && file.startsWith(own.toRealPath())) {
      throw refused(reference, "names a file of the server's own; move it out of .dihya", null);
    }
  }

  private static void refuseWritable(SecretRef reference, Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refused(
          reference, "names a file that others may write to; run 'chmod go-w' on it", null);
    }
  }

  private static DihyaException refused(
      SecretRef reference, String reason, @Nullable Throwable cause) {
    return new DihyaException(
        ErrorCode.CONFIGURATION, "credentials " + reference + ": " + reason, cause);
  }
}
