package eu.dihya.change.scripts;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Redactor;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.Program;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.TargetConnector;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes programs ready to run for a tenant. Thread-safe. */
public final class ProgramRunner {
  private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final TargetConnector connector;
  private final HostLookup hosts;
  private final Path directory;
  private final Limits limits;

  /**
   * @param time how long one program may run
   * @param grace how long it has to end by itself when it is asked to
   * @param memory address space of each of its processes, in bytes
   */
  public record Limits(Duration time, Duration grace, long memory) {
    public static final Limits DEFAULT = of(Duration.ofMinutes(10), 512L << 20);

    /** With the usual grace. */
    public static Limits of(Duration time, long memory) {
      return new Limits(time, Duration.ofSeconds(5), memory);
    }
  }

  /**
   * @param hosts finds out to which address a program is sent
   * @param directory for the programs' working directories, and nothing else; belongs to one
   *     process at a time, and what is in it is removed
   */
  public ProgramRunner(TargetConnector connector, HostLookup hosts, Path directory, Limits limits) {
    this.connector = connector;
    this.hosts = hosts;
    this.directory = directory.toAbsolutePath();
    this.limits = limits;
    WorkingDirectory.sweep(this.directory);
  }

  /**
   * Makes the program of a file ready; nothing of it has run yet. To be closed.
   *
   * @throws DihyaException CATALOG when the file is not the one that was read, CONFIGURATION when
   *     something is missing that programs need
   */
  public RunningProgram ready(Tenant tenant, MigrationFile file) {
    Program program = file.program().orElseThrow();
    String path = Optional.ofNullable(System.getenv("PATH")).orElse(USUAL_PATH);
    var missing = Supervisor.missing(path, program.interpreter().command());
    if (!missing.isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          file.displayName()
              + " cannot be run: "
              + String.join(", ", missing)
              + " is not on the PATH of the server; install it (setsid is in util-linux)");
    }
    Optional<Credentials> credentials = connector.credentials(tenant.target());
    try {
      WorkingDirectory place =
          WorkingDirectory.create(directory, program.fileName(), content(file, program));
      try {
        Process process = start(program, place, environment(tenant, credentials, path, place));
        return new RunningProgram(process, place, limits, redaction(file, place, credentials));
      } catch (IOException | RuntimeException e) {
        place.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, file.displayName() + " cannot be run: " + e.getMessage(), e);
    }
  }

  private static byte[] content(MigrationFile file, Program program) throws IOException {
    byte[] content = Files.readAllBytes(file.path());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      if (!HexFormat.of().formatHex(digest).equals(program.rawChecksum())) {
        throw new DihyaException(
            ErrorCode.CATALOG,
            file.displayName()
                + ": has changed since the plan was made; restore it, or make a new plan");
      }
      return content;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Process start(Program program, WorkingDirectory place, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Supervisor.command(limits, program.interpreter().command(), place.file()));
    builder.directory(place.empty().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Map<String, String> environment(
      Tenant tenant, Optional<Credentials> credentials, String path, WorkingDirectory place) {
    return Map.of(
        "PATH", path,
        "HOME", place.empty().toString(),
        "LANG", Optional.ofNullable(System.getenv("LANG")).orElse("C.UTF-8"),
        "DIHYA_TENANT", tenant.id(),
        "DIHYA_ENGINE", tenant.target().engine().code(),
        "DIHYA_SCHEMA", tenant.placeholderValues().getOrDefault("tenant.schema", ""),
        "DIHYA_DSN", TargetDsn.of(tenant.target(), hosts.address(tenant.target()), credentials));
  }

  /** The file is named as everywhere, and not where its copy stands. */
  private static UnaryOperator<String> redaction(
      MigrationFile file, WorkingDirectory place, Optional<Credentials> credentials) {
    String password = credentials.map(Credentials::password).orElse("");
    String copy = place.file().toString();
    return line -> {
      String kept = line;
      if (!password.isEmpty()) {
        kept = kept.replace(password, "***").replace(TargetDsn.encoded(password), "***");
      }
      return Redactor.databaseError(kept.replace(copy, file.displayName()));
    };
  }
}
