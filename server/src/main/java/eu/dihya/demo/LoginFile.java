package eu.dihya.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The two logins of a server, in a file beside its data that only the owner can read. */
record LoginFile(Login admin, Login application) {
  private static final String NAME = "logins";

  static LoginFile read(Path directory) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve(NAME));
    if (lines.size() != 2) {
      throw new IOException("the file of logins in " + directory + " does not have its two lines");
    }
    return new LoginFile(parse(lines.get(0)), parse(lines.get(1)));
  }

  private static Login parse(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new IOException("a line of the file of logins is not user:password");
    }
    return new Login(line.substring(0, colon), line.substring(colon + 1));
  }

  void write(Path directory) throws IOException {
    writePrivately(
        directory.resolve(NAME), admin.asCredentials() + "\n" + application.asCredentials() + "\n");
  }

  /** The mode is set before there is a secret in the file. */
  static void writePrivately(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }

  /** Takes both passwords out of a text that is shown. */
  String redact(String text) {
    return text.replace(admin.password(), "***").replace(application.password(), "***");
  }
}
