package eu.dihya.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate authority and a certificate that it has signed for {@code localhost}, made by the
 * JDK's keytool.
 *
 * @param authority the authority's certificate, in PEM
 * @param certificate the server's, in PEM
 * @param key the server's private key, in PEM, for its owner alone
 */
public record TestAuthority(Path authority, Path certificate, Path key) {
  private static final String PASSWORD = "synthetic";

  /** Makes them in a directory. */
  public static TestAuthority in(Path directory) throws IOException, GeneralSecurityException {
    Path file = directory.resolve("keys.p12");
    keytool(file, "ca", "CN=Test authority", "-ext", "bc:c");
    keytool(file, "server", "CN=server", "-signer", "ca", "-ext", "san=dns:localhost");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestAuthority(
        pem(directory.resolve("ca.pem"), keys.getCertificate("ca")),
        pem(directory.resolve("server.pem"), keys.getCertificate("server")),
        pem(
            directory.resolve("server.key"),
            "PRIVATE KEY",
            keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
  }

  private static void keytool(Path keys, String alias, String name, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-validity", "2"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("keytool has made no certificate for " + name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Path pem(Path file, Certificate certificate)
      throws IOException, GeneralSecurityException {
    return pem(file, "CERTIFICATE", certificate.getEncoded());
  }

  private static Path pem(Path file, String title, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(title, text));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
