package eu.dihya.demo;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that a demo lives in: a workspace of its own, with the example's migrations and its
 * registry at the addresses of the servers that run.
 *
 * @param root usually {@code .dihya/demo}
 */
public record DemoWorkspace(Path root) {
  /**
   * The last version before the demo's rollout: every tenant is brought here first, and {@link
   * DemoData} fits it.
   */
  public static final String VERSION_BEFORE_ROLLOUT = "20260907_1000";

  /** The versions that the demo's rollout brings. */
  public static final List<String> ROLLOUT_VERSIONS = List.of("20261118_0900", "20261120_1405");

  /** The migration that the story adds when duplicate numbers have stopped the rollout. */
  public static final String FIX_VERSION = "20261120_1400";

  private static final List<String> FIX =
      List.of(
          "20261120_1400_renumber_duplicate_invoices.sql",
          "20261120_1400_renumber_duplicate_invoices.mysql.sql");

  public DemoWorkspace {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The file, relative to the workspace, that holds {@code user:password} of an engine's
   * application user.
   */
  public static String credentialsFile(Engine engine) {
    return engine.code() + ".credentials";
  }

  /** The same for the superuser, which no tenant refers to. */
  public static String adminCredentialsFile(Engine engine) {
    return engine.code() + ".admin.credentials";
  }

  public Path tenants() {
    return root.resolve("tenants");
  }

  public Path migrations() {
    return root.resolve("migrations");
  }

  /** Whether a demo has been laid out here before. */
  public boolean exists() {
    return Files.isDirectory(tenants());
  }

  /**
   * Lays the workspace out, or brings it up to date with servers that came back on other ports.
   * Databases and a fix that was added before stay.
   *
   * @param migrationsOfExample the example's {@code migrations/}
   */
  public void layOut(
      Path migrationsOfExample, DemoRegistry registry, List<EmbeddedServer> servers) {
    try {
      Files.createDirectories(root.resolve("data"));
      copyTree(migrationsOfExample, migrations());
      registry.write(tenants(), servers);
      for (EmbeddedServer server : servers) {
        LoginFile.writePrivately(
            root.resolve(credentialsFile(server.engine())), server.application().asCredentials());
        LoginFile.writePrivately(
            root.resolve(adminCredentialsFile(server.engine())), server.admin().asCredentials());
      }
    } catch (IOException e) {
      throw failure("lay out", e);
    }
  }

  /**
   * Adds the migration that repairs duplicate invoice numbers; nothing changes when it is there
   * already.
   */
  public void addFix() {
    Path sector = migrations().resolve("sectors").resolve("ecommerce");
    for (String name : FIX) {
      try (InputStream file = DemoWorkspace.class.getResourceAsStream("fix/" + name)) {
        if (file == null) {
          throw new DihyaException(
              ErrorCode.INTERNAL, "the file " + name + " is not in this build");
        }
        Files.copy(file, sector.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw failure("add " + name + " to", e);
      }
    }
  }

  /**
   * Adds SQLite tenants without data of their own, spread over the sectors, for the show of scale.
   *
   * @param count how many, 1 to 99,999
   */
  public void addTenants(int count) {
    List<String> sectors = List.of("health", "education", "ecommerce");
    int first = 1;
    for (int i = 0; i < sectors.size(); i++) {
      int last = (int) ((long) count * (i + 1) / sectors.size());
      if (last >= first) {
        writeTemplate(sectors.get(i), first, last);
      }
      first = last + 1;
    }
  }

  private void writeTemplate(String sector, int first, int last) {
    try {
      Files.createDirectories(tenants());
      Files.writeString(
          tenants().resolve("scale-" + sector + ".yaml"),
          """
          sector: %s
          defaults: { region: eu-fr, timezone: Europe/Paris, placeholders: { locale: fr, currency: EUR } }
          tenants:
            - template: { ids: "%s-{%05d..%05d}", target: "sqlite:data/{id}.db" }
          """
              .formatted(sector, sector, first, last));
    } catch (IOException e) {
      throw failure("add tenants to", e);
    }
  }

  /** Deletes everything; the servers must have been stopped. */
  public void reset() {
    try {
      Directories.delete(root);
    } catch (IOException e) {
      throw failure("delete", e);
    }
  }

  private DihyaException failure(String what, IOException cause) {
    return new DihyaException(
        ErrorCode.FAILED,
        "cannot " + what + " the demo's workspace " + root + ": " + cause.getMessage(),
        cause);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path source : tree.toList()) {
        Path copy = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
