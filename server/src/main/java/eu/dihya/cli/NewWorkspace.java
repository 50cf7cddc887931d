package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A workspace that is to be. What is there already stays as it is. */
record NewWorkspace(Path root) {
  private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMdd_HHmm");
  private static final String IGNORED = ".dihya/";

  private static final String CONFIGURATION =
      """
      # The configuration of this workspace. Every key has a default; 'dihya config print' shows what is in effect.
      #
      # store: sqlite:.dihya/control.db
      # http: { bind: 127.0.0.1, port: 8080 }
      # migrations: { path: migrations, outOfOrder: refuse }
      # tenants: { path: tenants }
      # lint: { fail: error }
      """;

  private static final String TENANTS =
      """
      # The tenants of one sector. A password never stands here: credentials name where 'user:password' is found.
      sector: example
      defaults: { region: eu-fr, timezone: Europe/Paris }
      tenants:
        - id: first
          name: First tenant
          target: sqlite:data/first.db
        # - id: second
        #   name: Second tenant
        #   target: postgresql://db1.internal:5432/second
        #   credentials: env:SECOND_DB
      """;

  private static final String MIGRATION =
      """
      -- Purpose:  People who use the application.
      -- Impact:   A new table; nothing that exists is locked.
      -- Rollback: The table is dropped with every row in it.
      -- migrate:up
      CREATE TABLE users (
        id BIGINT NOT NULL PRIMARY KEY,
        email VARCHAR(190) NOT NULL UNIQUE
      );

      -- migrate:down
      DROP TABLE users;

      -- migrate:verify
      SELECT id FROM users WHERE email = '';
      """;

  /**
   * Writes what is missing.
   *
   * @return the files that were written, relative to the workspace
   * @throws DihyaException USAGE when it is a workspace already
   */
  List<Path> layOut(Clock clock) throws IOException {
    Path configuration = root.resolve("dihya.yaml");
    if (Files.exists(configuration)) {
      throw new DihyaException(
          ErrorCode.USAGE,
          configuration + " exists: this is a workspace already, and nothing was changed");
    }
    Files.createDirectories(root);
    List<Path> made = new ArrayList<>();
    made.add(write(configuration, CONFIGURATION));
    // Files that are there follow a convention of their own, which an example of ours could
    // contradict.
    if (Files.notExists(root.resolve("tenants"))) {
      made.add(write(root.resolve("tenants/example.yaml"), TENANTS));
    }
    if (Files.notExists(root.resolve("migrations"))) {
      String name = LocalDateTime.now(clock).format(VERSION) + "_create_users.sql";
      made.add(write(root.resolve("migrations/common").resolve(name), MIGRATION));
    }
    if (ignore()) {
      made.add(root.resolve(".gitignore"));
    }
    return made.stream().map(root::relativize).toList();
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }

  private boolean ignore() throws IOException {
    Path file = root.resolve(".gitignore");
    String before = Files.exists(file) ? Files.readString(file) : "";
    if (before.lines().anyMatch(line -> line.strip().equals(IGNORED))) {
      return false;
    }
    String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
    Files.writeString(file, before + gap + IGNORED + "\n");
    return true;
  }
}
