package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** A jar with the binaries of a database server for Linux on x86_64, and where it is unpacked. */
record ServerArchive(Engine engine, Path jar) {

  /** The newest archive in a directory whose name begins so; empty when there is none. */
  static Optional<Path> newest(Path directory, String prefix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .max(Path::compareTo);
    }
  }

  /**
   * Unpacks once and returns the directory that holds {@code bin/}. Unpacking goes to a name of its
   * own and is then renamed, so that a killed or a concurrent start never leaves or sees half of
   * it.
   */
  Path unpacked(Path cache) {
    requireLinux();
    if (!Files.isReadable(jar)) {
      throw new ServerStartException(
          engine, "the archive " + jar + " is missing or cannot be read");
    }
    Path home = cache.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Files.createDirectories(cache);
      Path partial = Files.createTempDirectory(cache, ".unpacking-");
      try {
        unpackInto(partial);
        moveInPlace(partial, home);
      } finally {
        Directories.delete(partial);
      }
      return home;
    } catch (IOException e) {
      throw new ServerStartException(engine, "cannot unpack " + jar + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(engine, "interrupted while unpacking", e);
    }
  }

  private void requireLinux() {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    if (!system.equals("Linux") || !(processor.equals("amd64") || processor.equals("x86_64"))) {
      throw new ServerStartException(
          engine, "its binaries are for Linux on x86_64, this is " + system + " on " + processor);
    }
  }

  private static void moveInPlace(Path partial, Path home) throws IOException {
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private void unpackInto(Path directory) throws IOException, InterruptedException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Optional<? extends ZipEntry> inner =
          zip.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst();
      if (inner.isPresent()) {
        try (InputStream packed = zip.getInputStream(inner.get())) {
          untar(packed, directory);
        }
      } else {
        copyTree(zip, directory);
      }
    }
  }

  private static void untar(InputStream packed, Path directory)
      throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-x", "-C", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream input = tar.getOutputStream();
        XZInputStream plain = new XZInputStream(packed)) {
      plain.transferTo(input);
    }
    int exit = tar.waitFor();
    if (exit != 0) {
      throw new IOException("tar ended with " + exit);
    }
  }

  /** The MariaDB jar holds a plain tree below {@code …/linux/}, without modes. */
  private static void copyTree(ZipFile zip, Path directory) throws IOException {
    for (ZipEntry entry : zip.stream().toList()) {
      int start = entry.getName().indexOf("/linux/");
      if (start < 0 || entry.isDirectory()) {
        continue;
      }
      Path file =
          directory.resolve(entry.getName().substring(start + "/linux/".length())).normalize();
      if (!file.startsWith(directory)) {
        throw new IOException("an entry points outside the archive: " + entry.getName());
      }
      Path folder = Objects.requireNonNull(file.getParent());
      Files.createDirectories(folder);
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, file);
      }
      if ((folder.endsWith("bin") || folder.endsWith("scripts"))
          && !file.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
    }
  }
}
