package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries of the operating system that MySQL's binaries need and do not bring along. */
final class MySqlLibraries {
  private static final Pattern MISSING =
      Pattern.compile("error while loading shared libraries: ([^:\\s]+):");

  private static final Path SYSTEM = Path.of("/usr/lib/x86_64-linux-gnu");

  private MySqlLibraries() {}

  /**
   * Sees to it that the program starts.
   *
   * @throws ServerStartException with the package that is missing and how to install it
   */
  static void require(Path home) {
    linkRenamed(home);
    try {
      Programs.run(
          Engine.MYSQL,
          List.of(home.resolve("bin").resolve("mysqld").toString(), "--no-defaults", "--version"),
          "");
    } catch (ServerStartException e) {
      throw explained(e.text()).map(text -> new ServerStartException(Engine.MYSQL, text)).orElse(e);
    }
  }

  /** What to do about a library that the dynamic linker did not find; empty for another failure. */
  static Optional<String> explained(String output) {
    Matcher missing = MISSING.matcher(output);
    if (!missing.find()) {
      return Optional.empty();
    }
    String how =
        switch (missing.group(1)) {
          case "libaio.so.1" ->
              "'apt-get install libaio1' installs it, or libaio1t64 where it has that name";
          case "libnuma.so.1" -> "'apt-get install libnuma1' installs it";
          default -> "install the package of the operating system that holds it";
        };
    return Optional.of("the library " + missing.group(1) + " is missing: " + how);
  }

  /** Newer systems install libaio under another name for the same thing on 64 bits. */
  private static void linkRenamed(Path home) {
    Path renamed = SYSTEM.resolve("libaio.so.1t64");
    Path link = home.resolve("lib").resolve("private").resolve("libaio.so.1");
    if (!Files.exists(renamed) || Files.exists(SYSTEM.resolve("libaio.so.1"))) {
      return;
    }
    try {
      Files.createSymbolicLink(link, renamed);
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier start.
      return;
    } catch (IOException e) {
      throw new ServerStartException(Engine.MYSQL, e);
    }
  }
}
