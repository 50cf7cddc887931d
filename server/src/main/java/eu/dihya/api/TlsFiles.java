package eu.dihya.api;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate and its key, as PEM files.
 *
 * @param certificate the server's own first, then those that stand between it and an authority
 * @param key RSA or EC, without a passphrase
 */
public record TlsFiles(Path certificate, Path key) {

  /** What is in both files at one moment. */
  record Content(Buffer certificate, Buffer key) {}

  Content read() throws IOException {
    return new Content(
        Buffer.buffer(Files.readAllBytes(certificate)), Buffer.buffer(Files.readAllBytes(key)));
  }
}
