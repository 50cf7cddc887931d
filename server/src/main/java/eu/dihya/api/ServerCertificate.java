package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate with the key that belongs to it.
 *
 * @param certificate the server's own
 * @param options for the server
 */
record ServerCertificate(X509Certificate certificate, KeyCertOptions options) {
  private static final Duration SOON = Duration.ofDays(14);

  /**
   * Reads both files and tries whether they belong together.
   *
   * @throws DihyaException CONFIGURATION with what is wrong in each file
   */
  static ServerCertificate read(Vertx vertx, TlsFiles files) {
    Problems problems = new Problems();
    Optional<Buffer> chain = bytes("http.tls.certificate", files.certificate(), problems);
    Optional<Buffer> key = bytes("http.tls.key", files.key(), problems);
    Optional<X509Certificate> own = chain.flatMap(pem -> first(files.certificate(), pem, problems));
    problems.throwIfAny(ErrorCode.CONFIGURATION);
    return of(vertx, files, own.orElseThrow(), chain.orElseThrow(), key.orElseThrow());
  }

  /** Why its users will soon be refused by their browsers, or are already; empty when not. */
  Optional<String> ending(Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return Optional.of("the certificate of the server ended on " + end + "; renew it");
    }
    return end.isBefore(now.plus(SOON))
        ? Optional.of("the certificate of the server ends on " + end + "; renew it")
        : Optional.empty();
  }

  private static Optional<Buffer> bytes(String setting, Path file, Problems problems) {
    try {
      return Optional.of(Buffer.buffer(Files.readAllBytes(file)));
    } catch (IOException e) {
      problems.add(
          SourcePosition.of(file.toString()),
          setting + ": the file cannot be read (" + e.getClass().getSimpleName() + ")");
      return Optional.empty();
    }
  }

  private static Optional<X509Certificate> first(Path file, Buffer pem, Problems problems) {
    try {
      for (Certificate found :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes()))) {
        return Optional.of((X509Certificate) found);
      }
    } catch (CertificateException unreadable) {
      // Said below, as when there is none.
    }
    problems.add(
        SourcePosition.of(file.toString()), "http.tls.certificate: holds no certificate as PEM");
    return Optional.empty();
  }

  private static ServerCertificate of(
      Vertx vertx, TlsFiles files, X509Certificate own, Buffer chain, Buffer key) {
    X509KeyManager manager;
    PrivateKey secret;
    String kind = own.getPublicKey().getAlgorithm();
    try {
      var pem = new PemKeyCertOptions().setCertValue(chain).setKeyValue(key);
      manager = (X509KeyManager) pem.getKeyManagerFactory(vertx).getKeyManagers()[0];
      secret = manager.getPrivateKey(manager.getServerAliases(kind, null)[0]);
    } catch (Exception e) {
      // Not with its cause, which may quote the key.
      throw wrong(files.key(), "holds no private key as PEM, RSA or EC, without a passphrase");
    }
    if (!belongTogether(secret, own)) {
      throw wrong(files.key(), "is not the key of the certificate in " + files.certificate());
    }
    return new ServerCertificate(own, KeyCertOptions.wrap(manager));
  }

  private static DihyaException wrong(Path file, String message) {
    return new DihyaException(ErrorCode.CONFIGURATION, "http.tls.key: " + file + " " + message);
  }

  private static boolean belongTogether(PrivateKey secret, X509Certificate certificate) {
    String algorithm = secret.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    byte[] text = certificate.getSerialNumber().toByteArray();
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(secret);
      signing.update(text);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(text);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
